import { type Duration, msToNumber } from '@temporalio/common/lib/time';
import { performersOf } from '../../activities/performers';
import type { Running } from '../../activities/repeat';
import type { Instant } from '../../workflows/decider';
import { commandName, type TemporalCommand } from '../../workflows/host-contract';
import type { CommandOutcome } from '../../workflows/outcome';
import { type ApiAnswer, type TestApi, useApi } from './api';
import type { CaseRead } from './case-read';
import { useClockworks } from './probe-clockwork';
import { atRest } from './probe-history';
import { eventually } from './probe-host';
import type { Signer } from './signer';
import { freshTaskQueue, skipTime, useTemporal } from './temporal';

/** One pilot on its way, with a clock of its own that HTTP, worker and Temporal share. */
export interface Journey {
  readonly id: string;
  readonly stream: string;
  /** The run of the workflow in which it began. */
  readonly firstRun: string;
  now(): Instant;
  /** What anybody sends through HTTP now; throws if it is not taken. */
  post(path: string, body: object, as: string): Promise<ApiAnswer>;
  /** Gives a command through HTTP; throws if it is not accepted. */
  give(as: string, command: string, body?: object): Promise<void>;
  /** The same command by each of them, one after the other. */
  all(as: readonly string[], command: string, body: object): Promise<void>;
  /** Gives a command as a signed update through Temporal; throws if it is not accepted. */
  update(signer: Signer, command: string, body: object): Promise<void>;
  /** Gives a command through HTTP that is refused, and tells the code. */
  refused(as: string, command: string, body?: object): Promise<string>;
  /** The case as this person reads it. */
  read(as?: string): Promise<CaseRead>;
  /** Waits until the workflow knows all that has happened, and has dealt with it. */
  caughtUp(): Promise<void>;
  /** Time passes, with all that the clocks do meanwhile. */
  until(instant: Instant): Promise<void>;
  pass(duration: Duration): Promise<void>;
  /**
   * The worker stops; time goes on for everybody else. Temporal itself stands at the first timer that nobody takes:
   * its clock follows when a worker is back, and a tick has at least the instant of the last command (`occurredAt`).
   */
  stopWorker(backAt: Instant): Promise<void>;
  /** The worker starts, and catches up. */
  startWorker(): Promise<void>;
}

/**
 * Pilots on their way through all three doors, for the tests of a file: the HTTP application, Temporal’s own server
 * with the worker and its relay, and the clock. Time is skipped for each pilot by itself, and the HTTP application
 * has the same clock (architecture.md section 4).
 */
export function useJourneys() {
  const api = useApi();
  const clockworks = useClockworks({
    get current() {
      return api.current.log;
    },
  });
  const temporal = useTemporal();
  // Half a minute on a machine of its own, and several when it has other things to do.
  jest.setTimeout(300_000);

  const startWorker = (taskQueue: string): Running => {
    const { options, commit } = api.current.log;
    return clockworks.start(taskQueue, { performers: performersOf({ options, commit }) });
  };
  const wakesDelivered = (stream: string) =>
    eventually(`the wakes of ${stream} are delivered`, async () => {
      const rows = await api.current.log.rows('select 1 as one from relay.wake where stream = $1', [stream]);
      return rows.length === 0;
    });

  return {
    api,
    temporal,
    codePath: clockworks.codePath,
    /** Registers a pilot now, by the coordinator, and starts a worker for it. */
    async begin(registration: object): Promise<Journey> {
      const { client } = temporal;
      const taskQueue = freshTaskQueue();
      // How far the pilot’s clock is ahead of the wall’s.
      let ahead = 0;
      const now = () => new Date(Date.now() + ahead).toISOString();
      const setTo = (instant: Instant) => {
        ahead = Date.parse(instant) - Date.now();
      };
      const on = (): TestApi => {
        api.current.now = now();
        return api.current;
      };
      const post: Journey['post'] = async (path, body, as) => {
        const answer = await on().post(path, body, { as });
        if (answer.status >= 300) throw new Error(`${path} by ${as}: ${answer.text}`);
        return answer;
      };
      const id = String((await post('/v1/pilots', registration, 'coordinator-1')).body['id']);
      const stream = `pilot/${id}`;
      const workflow = client.workflow.getHandle(stream);
      const caughtUp = async () => {
        await wakesDelivered(stream);
        await atRest(workflow);
      };
      const skipped = (to: Instant) => {
        const passing = skipTime(client, stream, Date.parse(to) - Date.parse(now()));
        return passing.then((how) => {
          if (how !== 'passed') throw new Error(`${stream} ended before ${to}.`);
        });
      };
      const until = async (instant: Instant) => {
        await caughtUp();
        await skipped(instant);
        setTo(instant);
        await caughtUp();
      };
      let worker = startWorker(taskQueue);
      let outage: Promise<void> | undefined;
      await caughtUp();

      const give: Journey['give'] = async (as, command, body = {}) => {
        await post(`/v1/pilots/${id}/commands/${command}`, body, as);
      };
      return {
        id,
        stream,
        firstRun: (await workflow.describe()).runId,
        now,
        post,
        give,
        async all(persons, command, body) {
          for (const as of persons) await give(as, command, body);
        },
        async update(signer, command, body) {
          const signed = signer.sign(stream, command, body, now());
          const answer = await workflow.executeUpdate<CommandOutcome, [TemporalCommand]>(commandName, {
            args: [signed],
          });
          if (answer.outcome === 'refused') throw new Error(`${command}: ${answer.refusal.detail}`);
        },
        async refused(as, command, body = {}) {
          const answer = await on().post(`/v1/pilots/${id}/commands/${command}`, body, { as });
          if (answer.status < 300) throw new Error(`${command} by ${as} was accepted.`);
          return String(answer.body['code']);
        },
        async read(as = 'coordinator-1') {
          const { body, status, text } = await on().get(`/v1/pilots/${id}`, { as });
          if (status !== 200) throw new Error(text);
          return body as object as CaseRead;
        },
        caughtUp,
        until,
        pass: (duration) => until(new Date(Date.parse(now()) + msToNumber(duration)).toISOString()),
        async stopWorker(backAt) {
          await caughtUp();
          await worker.stop();
          outage = skipped(backAt);
          setTo(backAt);
        },
        async startWorker() {
          worker = startWorker(taskQueue);
          await outage;
          await caughtUp();
        },
      };
    },
  };
}
