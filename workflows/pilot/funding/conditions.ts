import { computeDue, waitDue } from '../../clocks/compute';
import type { Instant } from '../../decider';
import type { DecisionKind } from '../../decisions/decision';
import type { Moment } from '../command';
import type { Part } from '../course';
import { decisionOf } from '../deciding/open';
import { fact } from '../events';
import { toInception } from '../implementation/inception';
import { openObligations, owedAbout } from '../obligations/open';
import { dueOf, owe } from '../obligations/owe';
import { calendarOfSeat, programmeOf, waitOf } from '../programme';
import { owingSeat } from '../seats/held';
import type { Obligation, Pilot } from '../state';
import { lastResortSentence, moveTo, roundChoice } from '../steps';
import { isIn } from './contribution';
import { contributorOf } from './lines';
import { agreementSource, takenFromShared } from './shared-agreement';

/** What the clock counts from besides the signature: the master agreement with one contributor. */
export const masterSigning = (organisation: string): string =>
  `the signing of the master agreement with ${organisation}`;

/** The contributors that need a master agreement, by the modality in which they give. */
const mastersNeeded = (pilot: Pilot, { directory }: Moment): readonly string[] => {
  const { masterAgreementFor } = programmeOf(pilot, directory).ruleBook.money;
  const lines = pilot.funding.contributions.filter(
    (line) => isIn(line) && masterAgreementFor.value.includes(line.modality),
  );
  return [...new Set(lines.map((line) => contributorOf(pilot, line)))].sort();
};

const mastersMissing = (pilot: Pilot, moment: Moment): readonly string[] =>
  mastersNeeded(pilot, moment).filter(
    (organisation) => !pilot.funding.masterAgreements.some((signed) => signed.organisation === organisation),
  );

/** 120 days after the later of signature and master agreement; undated while one is not signed (lifecycle.md section 2). */
const conditionsDue = (pilot: Pilot, event: string, from: Instant, moment: Moment) => {
  const calendar = calendarOfSeat(owingSeat(pilot, 'proponent'), moment.directory);
  const wait = waitOf(pilot, 'conditions', moment.directory);
  const masters = mastersNeeded(pilot, moment).map((organisation) => {
    const signed = pilot.funding.masterAgreements.find((each) => each.organisation === organisation);
    const { expression } = waitDue(wait, masterSigning(organisation), signed?.signed ?? null, calendar);
    const shared = moment.directory.masterAgreementOf(organisation);
    const counts = expression.kind === 'after' || expression.kind === 'working';
    return counts && shared !== undefined ? { ...expression, on: agreementSource(shared.id) } : expression;
  });
  const first = waitDue(wait, event, from, calendar).expression;
  return computeDue(masters.length === 0 ? first : { kind: 'later_of', of: [first, ...masters] }, calendar);
};

const setting: readonly (DecisionKind | undefined)[] = ['clearance', 'appraisal', 'agreement'];

/** What clearance, appraisal and agreement were given with, and is still open. */
export const conditionsSet = (pilot: Pilot): readonly Obligation[] =>
  openObligations(pilot, 'condition').filter(({ subject }) =>
    setting.includes(decisionOf(pilot, subject)?.kind),
  );

/**
 * Conditions of clearance, appraisal and agreement that are due before the agreement has to be effective are
 * conditions precedent: before the last day that the signature alone gives (lifecycle.md section 2, funding).
 */
const precedentsOf = (pilot: Pilot, from: Instant, { directory }: Moment): readonly Obligation[] => {
  const calendar = calendarOfSeat(owingSeat(pilot, 'proponent'), directory);
  const last = waitDue(waitOf(pilot, 'conditions', directory), 'the signature', from, calendar).at ?? from;
  return conditionsSet(pilot).filter(({ due }) => due.at === null || due.at <= last);
};

/** Asks the coordinator whether the master agreement is still expected (lifecycle.md section 2, funding). */
export const expectedAsked =
  (organisation: string, event: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const owner = owingSeat(pilot, 'coordinator');
    const wait = waitOf(pilot, 'masterAgreementExpected', moment.directory);
    return owe(moment, {
      kind: 'question',
      subject: organisation,
      label: `Is the master agreement with ${organisation} still expected?`,
      owner,
      due: dueOf(owner, wait, event, moment.at, moment),
      otherwise: lastResortSentence,
      endsIn: 'last-resort',
    });
  };

const conditionsOwed =
  (event: string, from: Instant, moment: Moment) =>
  (pilot: Pilot): Part =>
    owe(moment, {
      kind: 'step',
      subject: 'funding.conditions',
      label: 'Meet the conditions that the agreement waits for',
      owner: owingSeat(pilot, 'proponent'),
      due: conditionsDue(pilot, event, from, moment),
      otherwise: 'The pilot lapses, after three notices.',
      endsIn: 'lapse',
    });

const stillOpen = (pilot: Pilot): readonly Obligation[] =>
  openObligations(pilot).filter(({ id }) => pilot.funding.precedents.includes(id));

const isMet = (pilot: Pilot, moment: Moment): boolean =>
  stillOpen(pilot).length === 0 && mastersMissing(pilot, moment).length === 0;

/** all met → implementation, the agreement is effective (lifecycle.md section 2, funding). */
export const conditionsSettled =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    pilot.status === 'funding.conditions' && roundChoice(pilot) === null && isMet(pilot, moment)
      ? [fact('agreement-effective', {}), toInception(moment)]
      : [];

/** What contributors have signed for all their pilots counts here too. */
const sharedMastersTaken =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    mastersMissing(pilot, moment).flatMap((organisation) => {
      const shared = moment.directory.masterAgreementOf(organisation);
      return shared?.day == null ? [] : [takenFromShared(organisation, shared.id, shared.day, moment)];
    });

const waitedFor =
  (event: string, from: Instant, moment: Moment) =>
  (pilot: Pilot): Part =>
    isMet(pilot, moment)
      ? conditionsSettled(moment)
      : [
          conditionsOwed(event, from, moment),
          mastersMissing(pilot, moment)
            .filter((organisation) => owedAbout(pilot, organisation, 'question').length === 0)
            .map((organisation) => expectedAsked(organisation, event, moment)),
        ];

/** Opens the conditions; with none, the step passes at once. The clock counts from the first signature. */
export const toConditions =
  (moment: Moment) =>
  (pilot: Pilot): Part => {
    const from = pilot.funding.signedAt ?? moment.at;
    return [
      moveTo('funding.conditions'),
      fact('conditions-set', { precedents: precedentsOf(pilot, from, moment).map(({ id }) => id) }),
      sharedMastersTaken(moment),
      waitedFor('the signature', from, moment),
    ];
  };

/** Conditions that became void when the pilot ended are owed again, each with its time from now on. */
const owedAgain =
  (event: string, moment: Moment) =>
  (pilot: Pilot): Part =>
    pilot.obligations
      .filter(({ id, state }) => state === 'void' && pilot.funding.precedents.includes(id))
      .map(({ kind, subject, label, otherwise, setBy, owner }) => {
        const seat = pilot.seats.find(({ id }) => id === owner) ?? owingSeat(pilot, 'proponent');
        const wait = waitOf(pilot, 'otherwise', moment.directory);
        const due = dueOf(seat, wait, event, moment.at, moment);
        return owe(moment, {
          kind,
          subject,
          label,
          otherwise,
          owner: seat,
          due,
          ...(setBy === null ? {} : { setBy }),
        });
      });

/** Opens the step again, or for a pilot that is taken over: what it waits for is what is open then. */
export const conditionsOpened = (moment: Moment, event: string): Part => [
  owedAgain(event, moment),
  (pilot: Pilot) =>
    fact('conditions-set', {
      precedents: openObligations(pilot, 'condition', 'carried').map(({ id }) => id),
    }),
  sharedMastersTaken(moment),
  waitedFor(event, moment.at, moment),
];
