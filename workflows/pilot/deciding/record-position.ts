import { Type } from '@sinclair/typebox';

import { localDay } from '../../clocks/days';
import { isRefusal, type Refusal } from '../../decider';
import type { Asked, Decision } from '../../decisions/decision';
import { askedNow } from '../../decisions/outcome';
import { Document, Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf, namesOn } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { servedBefore } from '../obligations/meet-obligation';
import { owedAbout, voided } from '../obligations/open';
import { dueOf, owe } from '../obligations/owe';
import { onBehalfOf } from '../on-behalf';
import { calendarOfSeat, waitOf } from '../programme';
import { confirmingSeat } from '../seats/confirming';
import { owingSeat } from '../seats/held';
import { isOwn } from '../seats/segregation';
import { ends, type Pilot, steps } from '../state';
import { AnswerFields, conditionsNamed, notAnAnswer } from './answer';
import { openDecision } from './answering';
import { openDecisions } from './open';
import { unconfirmed } from './paper';

/** Nobody answers for an organisation of her own in this way: it takes its position itself (lifecycle.md section 3). */
const ownPosition = ({ organisation }: Asked, moment: Moment): Refusal | null =>
  isOwn(organisation, moment)
    ? refuse('segregation', 'This is your own organisation: it takes its position itself.')
    : null;

/** A paper is not from tomorrow. */
const fromTomorrow = (pilot: Pilot, date: string, { at, directory }: Moment): Refusal | null => {
  const today = localDay(at, calendarOfSeat(owingSeat(pilot, 'coordinator'), directory).timeZone);
  return date <= today
    ? null
    : refuse('dates-contradict', 'The document has a date in the future.', {
        errors: [{ pointer: '/document/date', detail: `It has to be ${today} or earlier.` }],
      });
};

const seatAsked = (decision: Decision, seat: string): Asked | Refusal =>
  askedNow(decision).find((asked) => asked.seat === seat) ??
  refuse('not-asked', `The seat “${seat}” is not asked now in the decision on ${decision.subject}.`);

/** What waits for its confirmation for the same seat: the new record takes its place. */
const earlierRecords = (pilot: Pilot, { id }: Decision, { seat }: Asked) =>
  unconfirmed(pilot)
    .filter((record) => record.decision === id && record.seat === seat)
    .flatMap((record) => owedAbout(pilot, record.id, 'confirmation'))
    .map((owed) => voided(owed, 'Another record has taken its place.'));

export const recordPosition = command({
  name: 'record-position',
  label: 'Record a position that came on paper',
  describe:
    'Enters on behalf of another organisation the position that it sent on paper, with the document. It counts when another person has confirmed it; the organisation is told then, and may strike it.',
  by: ['coordinator'],
  in: [...steps, ...ends],
  body: Shape({
    decision: Id,
    seat: Id,
    ...AnswerFields,
    document: Document,
    reason: Type.Optional({ ...Reason, description: 'Why the document serves that has served before.' }),
  }),
  offered: (pilot, { organisation }) =>
    openDecisions(pilot).some((decision) =>
      askedNow(decision).some((asked) => asked.organisation !== organisation),
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { decision: id, seat, position, text = null, document, reason } = given.body;
    const decision = openDecision(pilot, id);
    if (isRefusal(decision)) return decision;
    const asked = seatAsked(decision, seat);
    if (isRefusal(asked)) return asked;
    const conditions = conditionsNamed(given.body);
    const { organisation } = asked;
    const refused =
      ownPosition(asked, moment) ??
      notAnAnswer(pilot, { position, text, conditions }, asked, moment) ??
      fromTomorrow(pilot, document.date, moment) ??
      servedBefore(pilot, [document], reason);
    if (refused !== null) return refused;
    const record = `record-${pilot.paper.length + 1}`;
    const owner = confirmingSeat(pilot, { by: namesOn(moment), organisation }, directory);
    return onBehalfOf(
      organisation,
      given,
      inOrder(
        pilot,
        moment,
        earlierRecords(pilot, decision, asked),
        fact('position-recorded', {
          record,
          decision: id,
          seat,
          organisation,
          position,
          text,
          conditions,
          document,
          reason: reason ?? null,
        }),
        owe(moment, {
          kind: 'confirmation',
          subject: record,
          label: `Confirm the position of ${organisation} on ${decision.subject} that came on paper`,
          owner,
          due: dueOf(owner, waitOf(pilot, 'review', directory), 'the record', moment.at, moment),
          otherwise: 'The record counts for nothing until another person has confirmed it.',
        }),
      ),
    );
  },
});
