import { computeDue, waitDue } from '../../clocks/compute';
import type { DueExpression } from '../../clocks/due';
import { atHour } from '../../clocks/days';
import { happened } from '../../clocks/move';
import type { Day, Instant } from '../../decider';
import { DayField, Document, Id, Shape, Text } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { servedBefore } from '../obligations/meet-obligation';
import { met, openObligations, owedAbout, resortsEnded } from '../obligations/open';
import { moveDue } from '../obligations/owe';
import { calendarOfSeat, waitOf } from '../programme';
import { owingSeat, seatOf } from '../seats/held';
import { fundingSteps, type Obligation, type Pilot } from '../state';
import { conditionsSettled, expectedAsked, masterSigning } from './conditions';
import { Why } from './line-fields';
import { contributorOf, inFuture } from './lines';
import { agreementSigned, sharedFor, takenFromShared } from './shared-agreement';

/** A lapse that a late fact moves never falls less than 30 days ahead (lifecycle.md section 7). */
const notTooSoon = (
  expression: DueExpression,
  pilot: Pilot,
  owed: Obligation,
  moment: Moment,
): DueExpression => {
  const seat = seatOf(pilot, owed.owner) ?? owingSeat(pilot, 'proponent');
  const calendar = calendarOfSeat(seat, moment.directory);
  const least = waitDue(
    waitOf(pilot, 'lapseAfterLateFact', moment.directory),
    'the report of the signing',
    moment.at,
    calendar,
  );
  const { at } = computeDue(expression, calendar);
  return at === null || least.at === null || at >= least.at
    ? expression
    : { kind: 'later_of', of: [expression, least.expression] };
};

/** The clock of the conditions counts from the later of signature and master agreement: it is computed anew. */
const clockMoved =
  (organisation: string, signed: Instant, moment: Moment) =>
  (pilot: Pilot): Part =>
    owedAbout(pilot, 'funding.conditions', 'step').map((owed) => {
      const event = masterSigning(organisation);
      const expression = happened(owed.due.expression, event, signed);
      const seat = seatOf(pilot, owed.owner) ?? owingSeat(pilot, 'proponent');
      const due = computeDue(
        notTooSoon(expression, pilot, owed, moment),
        calendarOfSeat(seat, moment.directory),
      );
      return due.at === owed.due.at && due.explanation === owed.due.explanation
        ? []
        : moveDue(pilot, owed, due, `${event} was recorded.`, moment);
    });

/** The question whether it is expected is answered by its signing. */
const questionAnswered =
  (organisation: string) =>
  (pilot: Pilot): Part =>
    owedAbout(pilot, organisation, 'question').map((owed) => [
      met(owed, 'The master agreement is signed.'),
      resortsEnded(owed.id, 'met', 'The master agreement is signed.'),
    ]);

/** What the signing of a master agreement changes in this pilot: dates that count from it, and what waits for it. */
export const masterAgreementSigned = (organisation: string, signed: Instant, moment: Moment): Part => [
  clockMoved(organisation, signed, moment),
  questionAnswered(organisation),
  conditionsSettled(moment),
];

/** The agreement that is kept for all pilots of its contributor was signed: here it is as if it had been recorded. */
export const sharedAgreementSigned =
  (masterAgreement: string, signedOn: Day, moment: Moment) =>
  (pilot: Pilot): Part => {
    const organisation = moment.directory.masterAgreement(masterAgreement)?.contributor;
    const known = pilot.funding.masterAgreements.find((each) => each.organisation === organisation);
    if (
      organisation === undefined ||
      known?.heldOn === signedOn ||
      !pilot.funding.contributions.some((line) => contributorOf(pilot, line) === organisation)
    )
      return [];
    return [
      takenFromShared(organisation, masterAgreement, signedOn, moment),
      masterAgreementSigned(organisation, agreementSigned(pilot, signedOn, moment.directory), moment),
    ];
  };

export const recordMasterAgreement = command({
  name: 'record-master-agreement',
  label: 'Record the signing of a master agreement',
  describe:
    'The framework that a contributor has signed for all pilots, with the day of its signing. The clock of the conditions counts from the later of it and the signature. One that is kept for all pilots is recorded there.',
  by: ['coordinator', 'finance'],
  in: fundingSteps,
  body: Shape({ organisation: Id, heldOn: DayField, document: Document, reason: Why }),
  offered: (pilot, _as, directory) =>
    pilot.funding.contributions.some(
      (line) => sharedFor(pilot, contributorOf(pilot, line), directory) === undefined,
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { organisation, heldOn, document, reason } = given.body;
    if (!pilot.funding.contributions.some((line) => contributorOf(pilot, line) === organisation))
      return refuse('unknown-organisation', `“${organisation}” contributes nothing to this pilot.`);
    const shared = sharedFor(pilot, organisation, directory);
    if (shared !== undefined)
      return refuse(
        'not-now',
        `${shared.name} is kept for all its pilots: its signing is recorded once, at /v1/master-agreements/${shared.id}.`,
      );
    const { timeZone } = calendarOfSeat({ organisation }, directory);
    const signed = atHour(heldOn, 12, timeZone);
    return (
      inFuture(pilot, heldOn, moment) ??
      servedBefore(pilot, [document], reason, () => '/document/sha256') ??
      inOrder(
        pilot,
        moment,
        fact('master-agreement-recorded', {
          organisation,
          heldOn,
          signed,
          document,
          reason: reason ?? null,
        }),
        masterAgreementSigned(organisation, signed, moment),
      )
    );
  },
});

export const confirmExpected = command({
  name: 'confirm-expected',
  label: 'Confirm that a master agreement is still expected',
  describe:
    'Answers the question that comes back while a master agreement is not signed. It is asked again later.',
  by: ['coordinator'],
  in: ['funding.conditions'],
  body: Shape({ organisation: Id, note: Text }),
  offered: (pilot) => openObligations(pilot, 'question').length > 0,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { organisation, note } = given.body;
    const asked = owedAbout(pilot, organisation, 'question');
    if (asked.length === 0)
      return refuse('not-now', `Nobody asks whether a master agreement with “${organisation}” is expected.`);
    return inOrder(
      pilot,
      moment,
      asked.map((owed) => [met(owed, note), resortsEnded(owed.id, 'met', 'It is still expected.')]),
      expectedAsked(organisation, 'the last answer', moment),
    );
  },
});
