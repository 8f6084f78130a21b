import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import pino from 'pino';
import { bundleHost, type HostBundle } from '../../activities/bundle';
import type { Performers } from '../../activities/effects';
import { processActivities } from '../../activities/process-activities';
import type { Running } from '../../activities/repeat';
import { serve } from '../../activities/serve';
import { installRuntime } from '../../activities/temporal-logger';
import { call } from '../../activities/wake-up-call';
import type { Agenda } from '../../workflows/decider';
import type { HostActivities } from '../../workflows/host-contract';
import type { CommandOutcome } from '../../workflows/outcome';
import { readAgenda } from '../../db/state';
import { command, type TestLog } from './log';
import { stackUnderTest } from './stack';
import { freshTaskQueue, useTemporal } from './temporal';

/** How long a condition may take to come true before the test says what it waited for. */
const patience = 40_000;

/** Waits until `look` gives something else than undefined or false, and gives that. */
export async function eventually<Found>(
  what: string,
  look: () => Found | undefined | false | Promise<Found | undefined | false>,
): Promise<Found> {
  const deadline = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`It did not come about: ${what}.`);
    await pause(20);
  }
}

/** An instant so many days from now. */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1_000).toISOString();

/** A probe with a worker of its own: one stream, one task queue. */
export interface ProbeHost {
  readonly stream: string;
  readonly taskQueue: string;
  readonly workflow: WorkflowHandle;
  readonly worker: Running;
  /** Gives a command as the API does, at this moment. */
  give(name: string, body?: object): Promise<CommandOutcome>;
  /** One wake, as the relay sends it. */
  wake(empty?: boolean): Promise<void>;
  /** Types of the stream's events, oldest first. */
  events(): Promise<string[]>;
}

/** Stages an activity: `around` gets the real one, and decides when its answer goes back. */
export type Staged = (activities: HostActivities) => Partial<HostActivities>;

/**
 * Stages an instant: once the workflow has read an agenda that lets it leave, and before it can say so to Temporal,
 * `meanwhile` happens to the end.
 */
export const atTheInstantOf =
  (leaving: (agenda: Agenda) => boolean, meanwhile: () => Promise<unknown>): Staged =>
  ({ readAgenda }) => {
    let staged = false;
    return {
      async readAgenda(input) {
        const agenda = await readAgenda(input);
        if (!staged && leaving(agenda)) {
          staged = true;
          await meanwhile();
        }
        return agenda;
      },
    };
  };

export interface ProbeHostOptions {
  readonly performers?: Performers;
  readonly staged?: Staged;
}

/** Hosts for the tests of a file, on its log; each test starts its own, and all are stopped after it. */
export function useProbeHosts(log: { readonly current: TestLog }) {
  // Longer than the patience, so that a test says what it waited for.
  jest.setTimeout(60_000);
  const temporal = useTemporal();
  let bundle: HostBundle | undefined;
  const workers: Running[] = [];
  const held: (() => void)[] = [];
  const lines: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'info' },
    { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  );

  beforeAll(async () => {
    installRuntime(logger);
    bundle = await bundleHost(logger);
  });
  afterEach(async () => {
    for (const release of held.splice(0)) release();
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  });
  afterAll(() => bundle?.remove());

  return {
    temporal,
    /** What worker and workflows logged, oldest first. */
    lines,
    /** File with the bundled host. */
    codePath: () => bundle?.codePath ?? '',
    /** A receiver that does not answer as long as the test runs. */
    silence: () =>
      new Promise<never>((_resolve, reject) => held.push(() => reject(new Error('The test is over.')))),
    async start({ performers = {}, staged = () => ({}) }: ProbeHostOptions = {}): Promise<ProbeHost> {
      const { options, commit, database } = log.current;
      const { client } = temporal;
      const taskQueue = freshTaskQueue();
      const stream = `probe/${taskQueue}`;
      const activities = processActivities({
        commit,
        readAgenda: (of) => readAgenda(database, options.deciders, of),
        performers,
        logger,
      });
      const { worker, polling } = serveProbe({ ...activities, ...staged(activities) }, taskQueue);
      workers.push(worker);
      await polling;
      return {
        stream,
        taskQueue,
        workflow: client.workflow.getHandle(stream),
        worker,
        give: (name, body = {}) => commit(stream, command(name, body, { at: new Date().toISOString() })),
        wake: (empty = false) => call(client, taskQueue, { stream, empty, events: [] }),
        async events() {
          const { rows } = await database.pool.query<{ type: string }>(
            'select type from log.event where stream = $1 order by version',
            [stream],
          );
          return rows.map(({ type }) => type);
        },
      };
    },
  };

  function serveProbe(activities: HostActivities, taskQueue: string) {
    const { temporalAddress: address, namespace } = stackUnderTest();
    const codePath = bundle?.codePath ?? '';
    let onPolling: () => void = () => undefined;
    const polling = new Promise<void>((resolve) => (onPolling = resolve));
    const worker = serve({ address, namespace, taskQueue, codePath, activities, logger, onPolling });
    return { worker, polling };
  }
}
