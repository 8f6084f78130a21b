import type { Instant } from '../../decider';
import type { PilotFacts } from '../events';
import type { Obligation, ObligationState, Pilot } from '../state';
import { type Foldings, withDecision, withObligation } from './folding';

const closed = (pilot: Pilot, id: string, state: ObligationState, at: Instant): Pilot =>
  withObligation(pilot, id, (obligation) => ({ ...obligation, state, closed: at }));

const reminded = (
  obligation: Obligation,
  { offset, due, next, lapsesAt }: PilotFacts['reminder-recorded'],
  at: Instant,
): Obligation => {
  const given = [...obligation.given, { offset, due, at }];
  if (offset === 'final') return { ...obligation, given, lapsesAt, reminders: [], finalNoticeAt: null };
  return {
    ...obligation,
    given,
    reminders: next === null ? obligation.reminders : [...obligation.reminders, next],
  };
};

const deferred = (obligation: Obligation, { offset, until }: PilotFacts['reminder-deferred']): Obligation =>
  offset === 'final'
    ? { ...obligation, finalNoticeAt: until }
    : {
        ...obligation,
        reminders: obligation.reminders
          .filter((reminder) => reminder.offset >= offset)
          .map((reminder) => (reminder.offset === offset ? { ...reminder, at: until } : reminder)),
      };

/** A reminder of a position is a notice of the question: it has reached the seats that it went to. */
const noticed = (pilot: Pilot, { obligation: id, to }: PilotFacts['reminder-recorded']): Pilot => {
  const owed = pilot.obligations.find((each) => each.id === id);
  if (owed?.kind !== 'position' || !to.some(({ seat }) => seat === owed.owner)) return pilot;
  return withDecision(pilot, owed.subject, (decision) => ({
    ...decision,
    notified: [...new Set([...decision.notified, owed.owner])],
  }));
};

/** What is owed, and what was said about it. */
export const obligationFoldings: Foldings<
  | 'obligation-opened'
  | 'obligation-moved'
  | 'obligation-met'
  | 'obligation-waived'
  | 'obligation-voided'
  | 'obligation-lapsed'
  | 'reminder-recorded'
  | 'reminder-deferred'
  | 'extended-in-bulk'
> = {
  'obligation-opened': (pilot, { obligation, ...data }, { occurredAt }) => ({
    ...pilot,
    obligations: [
      ...pilot.obligations,
      {
        id: obligation,
        ...data,
        opened: occurredAt,
        programmeVersion: pilot.programme.version,
        finalNoticeAt: null,
        given: [],
        state: 'open',
        closed: null,
      },
    ],
  }),
  'obligation-moved': (pilot, { obligation, due, reminders, lapsesAt, lastResortAt }) =>
    withObligation(pilot, obligation, (before) => ({
      ...before,
      due,
      reminders,
      lapsesAt,
      lastResortAt,
      finalNoticeAt: null,
    })),
  'extended-in-bulk': (pilot) => pilot,
  'obligation-met': (pilot, { obligation, documents }, { occurredAt }) => ({
    ...closed(pilot, obligation, 'met', occurredAt),
    documents: [...pilot.documents, ...documents.map(({ sha256 }) => sha256)],
  }),
  'obligation-waived': (pilot, { obligation }, { occurredAt }) =>
    closed(pilot, obligation, 'waived', occurredAt),
  'obligation-voided': (pilot, { obligation }, { occurredAt }) =>
    closed(pilot, obligation, 'void', occurredAt),
  'obligation-lapsed': (pilot, { obligation }, { occurredAt }) =>
    closed(pilot, obligation, 'lapsed', occurredAt),
  'reminder-recorded': (pilot, data, { occurredAt }) =>
    noticed(
      withObligation(pilot, data.obligation, (obligation) => reminded(obligation, data, occurredAt)),
      data,
    ),
  'reminder-deferred': (pilot, data) =>
    withObligation(pilot, data.obligation, (obligation) => deferred(obligation, data)),
};
