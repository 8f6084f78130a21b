import { bulk } from '../../../workflows/bulk/bulk';
import type { Bulk } from '../../../workflows/bulk/bulk-events';
import { type Caller, clockCaller, isRefusal } from '../../../workflows/decider';
import { refusalOf } from '../../support/given';
import { administrator, coordinator, persons, sampleDirectory } from '../../support/pilot-people';

const directory = sampleDirectory();
const at = '2027-03-01T09:00:00.000Z';
const document = {
  sha256: 'a'.repeat(64),
  name: 'Decision 41/7',
  date: '2027-02-20',
  issuer: 'The board',
  location: 'Registry',
};
const extension = { by: { add: { months: 3 } }, replaces: true, document, reason: 'The cyclone.' };
const items = ['one', 'two', 'three'].map((pilot) => ({
  pilot,
  obligation: 'condition:clearance-1:proponent-1',
}));
const start = {
  filter: { programme: 'ssc-pilot', kind: 'condition', region: 'Africa' },
  ...extension,
  items,
};

const decide = (state: Bulk | null, name: string, body: object, caller: Caller = clockCaller) =>
  bulk.decide(state, { id: 'c', name, body, at, caller }, directory);

/** The version of the last event in each state. */
const versions = new WeakMap<Bulk, number>();

const after = (state: Bulk | null, name: string, body: object, caller: Caller = clockCaller): Bulk => {
  const decision = decide(state, name, body, caller);
  if (isRefusal(decision)) throw new Error(`${decision.code}: ${decision.detail}`);
  const first = 1 + (state === null ? 0 : (versions.get(state) ?? 0));
  const folded = decision.events.reduce<Bulk | null>(
    (before, event, index) =>
      bulk.evolve(before, {
        ...event,
        ...decision.author,
        stream: 'bulk/b',
        version: first + index,
        occurredAt: at,
        commandId: 'c',
      }),
    state,
  );
  if (folded === null) throw new Error('Nothing has begun.');
  versions.set(folded, first + decision.events.length - 1);
  return folded;
};
const started = (): Bulk => after(null, 'start-bulk-extension', start, administrator);
const result = (pilot: string, skipped: object | null = null) => ({
  pilot,
  obligation: 'condition:clearance-1:proponent-1',
  skipped,
});

describe('Bulk extension (lifecycle.md section 4)', () => {
  it('one command over a filter of running pilots, by an administrator of the programme', () => {
    refusalOf(decide(null, 'start-bulk-extension', start, coordinator), 'not-your-seat');
    const other = { ...start, filter: { ...start.filter, programme: 'other' } };
    refusalOf(decide(null, 'start-bulk-extension', other, administrator), 'not-your-seat');
    expect(started()).toMatchObject({ status: 'running', startedBy: 'ada', filter: start.filter });
  });

  it('rests on the approving body’s decision, by the hash of its document', () => {
    const without = { ...start, document: undefined };
    refusalOf(decide(null, 'start-bulk-extension', without, administrator), 'invalid-body');
    expect(started().extension.document.sha256).toBe(document.sha256);
  });

  it('the set is fixed and shown at the start', () => {
    expect(started().items).toEqual(items);
  });

  it('is an effect of the host until it is carried through', () => {
    const state = started();
    expect(bulk.agenda(state)).toMatchObject({ effects: [{ kind: 'extend-in-bulk' }], settled: false });
    const done = after(state, 'complete-effect', { effect: 'extend-in-bulk' });
    expect(bulk.agenda(done)).toMatchObject({ effects: [], settled: true });
    const given = after(state, 'give-up-effect', { effect: 'extend-in-bulk', reason: 'It cannot be.' });
    expect([given.status, bulk.agenda(given).settled]).toEqual(['given-up', true]);
  });

  it('over nothing it is done at once', () => {
    const nothing = after(null, 'start-bulk-extension', { ...start, items: [] }, administrator);
    expect([nothing.status, bulk.agenda(nothing).effects]).toEqual(['done', []]);
  });

  it('each due date is recorded once, those skipped with the reason', () => {
    const skipped = { code: 'not-extendable', detail: 'The extension by the board was the last.' };
    const some = after(started(), 'record-bulk-results', {
      results: [result('two', skipped), result('one')],
    });
    expect(some.results).toEqual([result('two', skipped), result('one')]);
    const again = after(some, 'record-bulk-results', { results: [result('one', skipped), result('three')] });
    expect(again.results.map(({ pilot }) => pilot)).toEqual(['two', 'one', 'three']);
    expect(decide(again, 'record-bulk-results', { results: [result('one')] })).toMatchObject({ events: [] });
    const stranger = { results: [result('four')] };
    expect(decide(again, 'record-bulk-results', stranger)).toMatchObject({ events: [] });
  });

  it('only the worker that carries it records results', () => {
    refusalOf(decide(started(), 'record-bulk-results', { results: [] }, administrator), 'not-your-seat');
    refusalOf(decide(started(), 'record-bulk-results', { results: [] }, coordinator), 'unknown-stream');
  });

  it('is known by its id, and names its programme', () => {
    expect(started().id).toBe('b');
    expect(bulk.agenda(started()).details).toMatchObject({ programme: 'ssc-pilot', stage: null });
    expect(bulk.agenda(null)).toMatchObject({ effects: [], settled: true, details: { programme: null } });
    expect([bulk.status(null), bulk.status(started())]).toEqual([null, 'running']);
  });

  it('done it is shown as done, and the clock finds nothing to do', () => {
    const done = after(started(), 'complete-effect', { effect: 'extend-in-bulk' });
    expect(done.status).toBe('done');
    expect(decide(started(), 'tick', {})).toMatchObject({ events: [] });
  });

  it('is seen by administrators of its programme and by auditors, as long as they are active', () => {
    // Who may not give a command and sees the bulk is told whose it is; to others there is none.
    const sees = (caller: Caller, more: Partial<(typeof persons)[number]> = {}): boolean => {
      const known = persons.map((each) => (each.id === caller.person ? { ...each, ...more } : each));
      const input = { id: 'c', name: 'record-bulk-results', body: { results: [] }, at, caller };
      const decision = bulk.decide(started(), input, sampleDirectory({ persons: known }));
      return isRefusal(decision) && decision.code === 'not-your-seat';
    };
    expect(sees(administrator)).toBe(true);
    expect(sees(administrator, { active: false })).toBe(false);
    expect(sees(coordinator)).toBe(false);
    expect(sees(coordinator, { rights: ['auditor'] })).toBe(true);
    expect(sees(coordinator, { rights: ['auditor'], active: false })).toBe(false);
    expect(sees({ door: 'http', person: null, organisation: null })).toBe(false);
    expect(sees({ door: 'http', person: 'nobody', organisation: 'unit' })).toBe(false);
  });

  it('begins with its start', () => {
    const [first] = [
      { type: 'effect-completed', schemaVersion: 1, data: { effect: 'extend-in-bulk' } },
    ] as const;
    const recorded = { stream: 'bulk/b', version: 1, occurredAt: at, commandId: 'c' };
    const author = { person: null, organisation: null, seat: null, onBehalfOf: null };
    expect(() => bulk.evolve(null, { ...first, ...recorded, ...author })).toThrow(
      'A bulk extension begins with its start, not with effect-completed.',
    );
  });
});
