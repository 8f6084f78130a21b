import fc from 'fast-check';
import { canonical } from '../../db/canonical';
import { eventId, fingerprint, type Fingerprinted, streamIdFor } from '../../db/envelope';
import { verify } from '../../db/verify';
import { command, freshStream, useLog } from '../support/log';

const log = useLog();
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('concurrent writers', () => {
  it('leave positions and versions without a hole, in the order of commits', async () => {
    const { commit, database, rows } = log.current;
    // Each writer writes so many notes to one of three streams; all write at once.
    const writers = fc.array(fc.record({ stream: fc.nat(2), notes: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 2,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(writers, async (plan) => {
        const streams = [freshStream(), freshStream(), freshStream()];
        const [before] = await rows<{ position: number }>('select position from log.head');
        await Promise.all(
          streams.map((stream) => commit(stream, command('begin', { deadline: null, remindAt: null }))),
        );
        await Promise.all(
          plan.map(async ({ stream, notes }) => {
            for (let turn = 0; turn < notes; turn += 1) {
              await commit(streams[stream] ?? '', command('note', { text: 'x' }));
            }
          }),
        );
        const written = await rows<{
          position: number;
          stream: string;
          version: number;
          recorded_at: string;
        }>(
          'select position, stream, version, recorded_at from log.event where position > $1 order by position',
          [before?.position ?? 0],
        );
        const total = plan.reduce((sum, { notes }) => sum + notes, 3);
        expect(written.map(({ position }) => position)).toEqual(
          Array.from({ length: total }, (_, index) => (before?.position ?? 0) + index + 1),
        );
        for (const stream of streams) {
          const own = written.filter((event) => event.stream === stream);
          expect(own.map(({ version }) => version)).toEqual(own.map((_, index) => index + 1));
          const times = own.map(({ recorded_at }) => recorded_at);
          expect(times).toEqual([...times].sort());
        }
        expect(await verify(database, { from: { last: total } })).toMatchObject({ broken: null });
      }),
      { numRuns: 8 },
    );
  });
});

const plainData = fc.dictionary(fc.string(), fc.jsonValue());
const event = fc.record<Fingerprinted>({
  type: fc.constantFrom('note-taken', 'probe-ended'),
  schemaVersion: fc.integer({ min: 1, max: 3 }),
  data: plainData,
  person: fc.option(fc.string()),
  organisation: fc.option(fc.string()),
  seat: fc.option(fc.string()),
  onBehalfOf: fc.option(fc.string()),
  commandId: fc.string(),
});

describe('the fingerprint of an event', () => {
  const beside = fc.record({
    occurredAt: fc.string(),
    recordedAt: fc.string(),
    version: fc.nat(),
    position: fc.nat(),
    previous: fc.string(),
    correlation: fc.string(),
    trace: fc.string(),
    id: fc.string(),
  });
  it('does not see times, positions, links and traces', () => {
    fc.assert(
      fc.property(event, beside, beside, (one, here, there) => {
        expect(fingerprint({ ...one, ...here })).toBe(fingerprint({ ...one, ...there }));
      }),
    );
  });

  it('sees everything else', () => {
    fc.assert(
      fc.property(event, event, (one, other) => {
        expect(fingerprint(one) === fingerprint(other)).toBe(canonical(one) === canonical(other));
      }),
    );
    const note: Fingerprinted = {
      ...{ type: 'note-taken', schemaVersion: 1, data: { a: 1 }, commandId: 'c' },
      ...{ person: 'p', organisation: 'o', seat: 's', onBehalfOf: 'b' },
    };
    const changes = [
      { type: 'x' },
      { schemaVersion: 2 },
      { data: { a: 2 } },
      { person: null },
      { organisation: null },
      { seat: null },
      { onBehalfOf: null },
      { commandId: 'd' },
    ];
    expect(new Set(changes.map((change) => fingerprint({ ...note, ...change }))).size).toBe(changes.length);
    expect(changes.map((change) => fingerprint({ ...note, ...change }))).not.toContain(fingerprint(note));
  });
});

describe('canonical JSON', () => {
  it('is the same whatever the order of fields, and reads back as the same value', () => {
    fc.assert(
      fc.property(plainData, (data) => {
        const reversed = Object.fromEntries(Object.entries(data).reverse());
        expect(canonical(reversed)).toBe(canonical(data));
        expect(canonical(JSON.parse(canonical(data)))).toBe(canonical(data));
      }),
    );
  });

  it('is that of RFC 8785, section 3.2.4', () => {
    const sample = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonical(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });
});

describe('ids', () => {
  it('of events and streams follow from what they belong to alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (caller, key, version) => {
        expect(streamIdFor(caller, key)).toMatch(uuid);
        expect(streamIdFor(caller, key)).toBe(streamIdFor(caller, key));
        expect(eventId(caller, version)).toMatch(uuid);
        expect(eventId(caller, version)).not.toBe(eventId(caller, version + 1));
      }),
    );
    expect(streamIdFor('a', 'bc')).not.toBe(streamIdFor('ab', 'c'));
  });
});
