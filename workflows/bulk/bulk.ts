import { Type } from '@sinclair/typebox';

import { commandsFor, type Standing } from '../command';
import { type Agenda, type Caller, emptyAgenda } from '../decider';
import type { DirectoryContext } from '../directory/entries';
import { DayField, Document, Id, LengthField, Reason, Shape, Text } from '../fields';
import { deciderOf } from '../process';
import { refuse } from '../refusals';
import { type Bulk, type BulkStatus, bulkStatuses, evolveBulk, fact, keyOf, remaining } from './bulk-events';

type BulkRole = 'administrator' | 'auditor' | 'clock';

const { creation, command } = commandsFor<{
  state: Bulk;
  context: DirectoryContext;
  role: BulkRole;
  status: BulkStatus;
}>();

/** At most so many due dates in one bulk: the set stands in one event. */
export const mostItems = 5_000;

/** Which due dates of which pilots. */
export const BulkFilterFields = {
  programme: Id,
  kind: Type.String({ minLength: 1, maxLength: 50, description: 'What is owed: `condition`, `step`, …' }),
  subject: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'The step that it is about: `funding.conditions`.',
    }),
  ),
  region: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  stage: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
  step: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
};

/** What a caller sends to start a bulk extension; the set is found by the filter. */
export const BulkExtensionAsked = Shape({
  filter: Shape(BulkFilterFields),
  by: Type.Union([Shape({ add: LengthField }), Shape({ to: DayField })]),
  replaces: Type.Optional(Type.Boolean({ description: 'True: in place of earlier extensions.' })),
  final: Type.Optional(Type.Boolean({ description: 'True: no further extension is possible.' })),
  document: Document,
  reason: Reason,
});

const Item = Shape({ pilot: Id, obligation: Id });

const startBulkExtension = creation({
  name: 'start-bulk-extension',
  label: 'Extend due dates of many pilots',
  describe:
    'One extension over all running pilots that the filter finds. The set is fixed at the start; each pilot records its own event, and those skipped are listed with the reason. By an administrator of the programme, on a decision of the approving body.',
  by: ['administrator'],
  body: Shape({
    ...BulkExtensionAsked.properties,
    items: Type.Array(Item, { maxItems: mostItems }),
  }),
  decide: ({ body, caller }, context) => {
    const { filter, items, ...extension } = body;
    if (!administers(caller, filter.programme, context))
      return refuse('not-your-seat', 'A bulk extension belongs to an administrator of the programme.');
    return [fact('bulk-extension-started', { filter, extension, items })];
  },
});

const Result = Shape({
  pilot: Id,
  obligation: Id,
  skipped: Type.Union([Type.Null(), Shape({ code: Id, detail: Text })]),
});

const recordBulkResults = command({
  name: 'record-bulk-results',
  label: 'Record how due dates of the set fared',
  describe: 'Given by the worker that carries the bulk extension; what is recorded already is left out.',
  by: ['clock'],
  in: bulkStatuses,
  body: Shape({ results: Type.Array(Result, { maxItems: 200 }) }),
  decide: (bulk, { body }) => {
    const open = new Set(remaining(bulk).map(keyOf));
    const results = body.results.filter((result) => open.has(keyOf(result)));
    return results.length === 0 ? [] : [fact('bulk-results-recorded', { results })];
  },
});

const completeEffect = command({
  name: 'complete-effect',
  label: 'The bulk extension is carried through',
  describe: 'Given by the host.',
  by: ['clock'],
  in: ['running'],
  body: Shape({ effect: Id }),
  decide: (_bulk, { body }) => [fact('effect-completed', body)],
});

const giveUpEffect = command({
  name: 'give-up-effect',
  label: 'The bulk extension cannot be carried through',
  describe: 'Given by the host.',
  by: ['clock'],
  in: ['running'],
  body: Shape({ effect: Id, reason: Text }),
  decide: (_bulk, { body }) => [fact('effect-given-up', body)],
});

const tick = command({
  name: 'tick',
  label: 'Let the clock act',
  describe: 'Given by the clock alone; nothing of a bulk extension is timed.',
  by: ['clock'],
  in: bulkStatuses,
  body: Shape({}),
  decide: () => [],
});

const administers = ({ person }: Caller, programme: string, context: DirectoryContext): boolean =>
  person !== null &&
  context.person(person)?.active === true &&
  context.latestProgramme(programme)?.institutions.administrators.includes(person) === true;

/** Who may start one is told by the filter; who may look: administrators of its programme, and auditors. */
const standings = (
  bulk: Bulk | null,
  caller: Caller,
  context: DirectoryContext,
): readonly Standing<BulkRole>[] => {
  const { door, person, organisation } = caller;
  if (door === 'clock') return [{ role: 'clock', seat: null, organisation: null }];
  const entry = person === null ? undefined : context.person(person);
  if (entry?.active !== true) return [];
  const as = (role: BulkRole): Standing<BulkRole> => ({ role, seat: null, organisation });
  return [
    ...(bulk === null || administers(caller, bulk.filter.programme, context) ? [as('administrator')] : []),
    ...(entry.rights.includes('auditor') ? [as('auditor')] : []),
  ];
};

/** What the host has to perform for a bulk extension. */
export const bulkEffect = 'extend-in-bulk';

const agenda = (bulk: Bulk | null): Agenda => {
  const running = bulk?.status === 'running';
  return {
    ...emptyAgenda,
    effects: running ? [{ id: bulkEffect, kind: bulkEffect, body: {} }] : [],
    settled: !running,
    details: { ...emptyAgenda.details, programme: bulk?.filter.programme ?? null },
  };
};

/** A bulk extension as a process (lifecycle.md section 4): `bulk/<id>`, carried by the host. */
export const bulk = deciderOf<Bulk, DirectoryContext, BulkRole>({
  type: 'bulk',
  foldVersion: 1,
  noticeTypes: [],
  commands: [startBulkExtension, recordBulkResults, completeEffect, giveUpEffect, tick],
  roleNames: {
    administrator: 'an administrator of the programme',
    auditor: 'an auditor',
    clock: 'the clock',
  },
  standings,
  sees: (state, caller, context) => standings(state, caller, context).length > 0,
  lastAt: ({ at }) => at,
  evolve: evolveBulk,
  agenda,
  status: (state) => state?.status ?? null,
  outbox: () => [],
});
