import { cannotSucceed } from '../../activities/effects';
import { projections } from '../../db/projections';
import { isEmpty } from '../../workflows/host-contract';
import { deciders } from '../../workflows/registry';
import { record, replay, runsSince } from '../support/histories';
import { useLog } from '../support/log';
import { atRest, currentDetails, timersStarted } from '../support/probe-history';
import {
  atTheInstantOf,
  eventually,
  inDays,
  type ProbeHost,
  type ProbeHostOptions,
  useProbeHosts,
} from '../support/probe-host';
import { probe } from '../support/probe-process';
import { aSigner, type Signer } from '../support/signer';
import { skipTime } from '../support/temporal';

/**
 * The shapes that a history can take: each is lived through on the real server and replayed with the host as it is
 * now. `npm run record-histories` names a version of the corpus here, and keeps them for the hosts of the future.
 */
const { RECORD_HISTORIES: version } = process.env;

const log = useLog({ deciders: { ...deciders, probe }, projections });
const hosts = useProbeHosts(log);
let signer: Signer;
beforeAll(async () => {
  signer = await aSigner(log.current);
});

interface Shape extends ProbeHostOptions {
  readonly deadline?: () => string;
  readonly lives: (host: ProbeHost) => Promise<void>;
}

const skip = (host: ProbeHost, duration: '26 hours' | '61 days' | '91 days') =>
  skipTime(hosts.temporal.client, host.stream, duration);
const happened = (host: ProbeHost, type: string) =>
  eventually(type, async () => (await host.events()).includes(type));
const after = async (host: ProbeHost, name: string, body: object = {}) => {
  await host.give(name, body);
  await host.wake();
};

let performed = 0;
let failures = 0;
let host: ProbeHost;

const shapes: Readonly<Record<string, Shape>> = {
  'reminder-and-lapse': {
    async lives() {
      await after(host, 'move-deadline', { deadline: inDays(60), remindAt: inDays(53) });
      await skip(host, '61 days');
    },
  },
  'continue-as-new': {
    async lives() {
      await after(host, 'enter-stage', { stage: 'second' });
      await eventually('the second run', async () => (await runs(host)).length === 2);
      await skip(host, '61 days');
    },
  },
  'effect-in-flight': {
    performers: {
      letter: () => ((performed += 1) === 1 ? hosts.silence() : Promise.resolve()),
    },
    async lives() {
      await after(host, 'ask-effect', { kind: 'letter' });
      await eventually('the effect is under way', () => performed === 1);
      await after(host, 'enter-stage', { stage: 'second' });
      await happened(host, 'effect-completed');
    },
  },
  'effect-given-up': {
    performers: { letter: () => Promise.reject(cannotSucceed('There is no such address.')) },
    async lives() {
      await after(host, 'ask-effect', { kind: 'letter' });
      await happened(host, 'effect-given-up');
    },
  },
  'effect-called-off': {
    performers: { letter: () => hosts.silence() },
    async lives() {
      await after(host, 'ask-effect', { kind: 'letter' });
      await eventually('it is under way', async () =>
        (await currentDetails(host.workflow)).includes('letter'),
      );
      await after(host, 'withdraw-effects');
    },
  },
  'refused-signal': {
    async lives() {
      const { id, name, body } = signer.sign(host.stream, 'note', { text: 'unsigned' });
      await host.workflow.signal('command', { id, name, body });
      await host.workflow.signal('command', signer.sign(host.stream, 'note', { text: 'signed' }));
      await happened(host, 'note-taken');
    },
  },
  'malformed-signal': {
    async lives() {
      await host.workflow.signal('command', { id: 'a b', name: 'note' });
      await host.workflow.signal('command', signer.sign(host.stream, 'note', { text: 'signed' }));
      await happened(host, 'note-taken');
    },
  },
  updates: {
    async lives() {
      for (const text of ['one', 'two']) {
        const command = signer.sign(host.stream, 'note', { text });
        await host.workflow.executeUpdate('command', { args: [command] });
      }
    },
  },
  reopening: {
    staged: atTheInstantOf(isEmpty, () => after(host, 'reopen', { deadline: inDays(30) })),
    async lives() {
      await host.give('end', { reopenableUntil: null });
      await host.wake(true);
      await happened(host, 'probe-reopened');
      await skip(host, '61 days');
      await after(host, 'reopen', { deadline: inDays(90) });
      await atRest(host.workflow);
      await skip(host, '91 days');
    },
  },
  poisoned: {
    deadline: () => inDays(1),
    async lives() {
      await after(host, 'jam');
      await skip(host, '26 hours');
    },
  },
  'database-away': {
    staged: ({ tick }) => ({
      tick: (input) => ((failures += 1) <= 6 ? Promise.reject(new Error('It is away.')) : tick(input)),
    }),
    deadline: () => inDays(0.00003),
    async lives() {
      await happened(host, 'probe-lapsed');
    },
  },
};

describe('a history of the shape', () => {
  it.each(Object.entries(shapes))('%s is lived through, and replays', async (name, shape) => {
    host = await hosts.start(shape);
    await after(host, 'begin', { deadline: shape.deadline?.() ?? inDays(60), remindAt: null });
    await eventually('the first timer', async () => (await timersStarted(host.workflow)).length > 0);
    firstRun = (await host.workflow.describe()).runId;
    await shape.lives(host);
    await atRest(host.workflow);
    const lived = await runs(host);
    expect(await replay(hosts.codePath(), lived)).toEqual([]);
    if (version !== undefined)
      lived.forEach(({ history }, index) => record(version, `${name}-${index + 1}`, history));
  });
});

let firstRun: string;
const runs = ({ stream }: ProbeHost) => runsSince(hosts.temporal.client, stream, firstRun);
