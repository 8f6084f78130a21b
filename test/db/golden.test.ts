import { canonical } from '../../db/canonical';
import { eventVersions, type EventVersions } from '../../db/event-versions';
import { foldWritten, upcast, type Upcasters } from '../../db/upcasters';
import type { RecordedEvent } from '../../workflows/decider';
import {
  eventFile,
  type GoldenEvent,
  goldenFiles,
  type GoldenStream,
  loggedDeciders,
  readGolden,
} from '../support/golden';

/** The files that ought to be there: every version of every event type, from the first to the one written now. */
const expectedFiles = (versions: EventVersions): string[] =>
  Object.entries(versions).flatMap(([process, types]) =>
    Object.entries(types).flatMap(([type, newest]) =>
      Array.from({ length: newest }, (_, index) => eventFile(process, type, index + 1)),
    ),
  );
const missing = (versions: EventVersions): string[] => {
  const there = new Set(goldenFiles('events'));
  return expectedFiles(versions).filter((file) => !there.has(file));
};

describe('events that were ever written', () => {
  it('each have a golden file in each version (else: npm run record-golden)', () => {
    expect(missing(eventVersions)).toEqual([]);
  });

  it('are missed when a type or a version has none', () => {
    const next = {
      ...eventVersions,
      pilot: { ...eventVersions['pilot'], 'pilot-ended': 2, 'pilot-renamed': 1 },
    };
    expect(missing(next)).toEqual(['events/pilot/pilot-ended.v2.json', 'events/pilot/pilot-renamed.v1.json']);
  });

  it.each(goldenFiles('events'))('are read today as they were: %s', (file) => {
    const { event, data } = readGolden(file) as GoldenEvent;
    const [, process = ''] = file.split('/');
    expect(file).toBe(eventFile(process, event.type, event.schemaVersion));
    const read = upcast(event);
    expect(read.data).toEqual(data);
    expect(read.schemaVersion).toBe(eventVersions[process]?.[event.type] ?? read.schemaVersion);
  });
});

/** Why a golden stream does not fold any more to what stands in its file; null when it does. */
function difference({ foldVersion, events, state }: GoldenStream, process: string): string | null {
  const decider = loggedDeciders[process];
  if (decider === undefined) return `there is no process ${process}`;
  const folded = foldWritten(decider, decider.initial, events);
  if (canonical(folded) === canonical(state)) return null;
  return decider.foldVersion === foldVersion
    ? 'the state is another and the fold version is the same: raise it'
    : 'the fold version is another: npm run record-golden';
}

describe('golden streams', () => {
  const streams = goldenFiles('streams');

  it.each(streams)('fold to the state that they always folded to: %s', (file) => {
    expect(difference(readGolden(file) as GoldenStream, file.split('/')[1] ?? '')).toBeNull();
  });

  it.each(streams)('stand under the fold version of their decider: %s', (file) => {
    const { foldVersion } = readGolden(file) as GoldenStream;
    expect(foldVersion).toBe(loggedDeciders[file.split('/')[1] ?? '']?.foldVersion);
  });

  it('are missed when a state changes without a new fold version', () => {
    const golden = readGolden('streams/pilot/to-pilot-reopened.json') as GoldenStream;
    const otherState = { ...golden, state: { ...(golden.state as object), more: true } };
    expect(difference(otherState, 'pilot')).toContain('raise it');
    expect(difference({ ...otherState, foldVersion: 0 }, 'pilot')).toContain('record-golden');
  });

  it('show each type of event that golden files of their process show, but for those written by hand', () => {
    const folded = new Set(
      streams.flatMap((file) => (readGolden(file) as GoldenStream).events.map(({ type }) => type)),
    );
    const byHand = ['act-not-carried-out', 'obligation-waived', 'seat-released'];
    const types = goldenFiles('events').map((file) => (readGolden(file) as GoldenEvent).event.type);
    expect(types.filter((type) => !folded.has(type) && !byHand.includes(type))).toEqual([]);
  });
});

describe('an upcaster', () => {
  const steps: Upcasters = {
    'pilot/note-taken': [(data) => ({ text: data }), (data) => ({ ...(data as object), language: 'en' })],
  };
  const written = (schemaVersion: number, data: unknown): RecordedEvent => ({
    ...(readGolden('events/pilot/pilot-ended.v1.json') as GoldenEvent).event,
    type: 'note-taken',
    schemaVersion,
    data,
  });

  it('takes an event through every version since its own', () => {
    expect(upcast(written(1, 'hello'), steps)).toEqual(written(3, { text: 'hello', language: 'en' }));
    expect(upcast(written(2, { text: 'hello' }), steps)).toEqual(
      written(3, { text: 'hello', language: 'en' }),
    );
    expect(upcast(written(3, {}), steps)).toEqual(written(3, {}));
  });

  it('leaves events of the same name in another process alone', () => {
    const other = { ...written(1, 'hello'), stream: 'probe/1' };
    expect(upcast(other, steps)).toBe(other);
  });
});
