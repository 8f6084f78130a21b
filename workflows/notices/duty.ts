import { countryChosenOn } from '../pilot/countries/suspend-country';
import { decisionOf } from '../pilot/deciding/open';
import { seatOf } from '../pilot/seats/held';
import type { Obligation, Pilot, Step } from '../pilot/state';
import type { Tongue } from './language';
import { countryIn, filled } from './wording';

/** What a step of the consultation waits for changes while it is open; null for what the step's own text says. */
const consultationIn = (
  { catalogue }: Tongue,
  { consultation: { present }, seats }: Pilot,
  step: Step,
  owner: string,
): string | null => {
  const { consultation } = catalogue.duties;
  switch (step) {
    case 'consultation.convened':
      return present === null ? null : present.day === null ? consultation.undated : consultation.dated;
    case 'consultation.open':
      return present?.inquorate === true ? consultation.inquorate : null;
    case 'consultation.response':
      return seatOf({ seats }, owner)?.kind === 'coordinator' ? consultation.seats : null;
    default:
      return null;
  }
};

const stepIn = (tongue: Tongue, pilot: Pilot, step: Step, owner: string): string =>
  consultationIn(tongue, pilot, step, owner) ?? tongue.catalogue.duties.step[step];

/** What a decision is about; undefined for what is no decision of the pilot. */
export const decisionIn = ({ catalogue }: Tongue, pilot: Pilot, id: string): string | undefined => {
  const kind = decisionOf(pilot, id)?.kind;
  return kind === undefined ? undefined : catalogue.decisions[kind];
};

/** What is overdue, for those who are called about it: an obligation, or a decision. */
const overdueIn = (tongue: Tongue, pilot: Pilot, subject: string): string | undefined => {
  const obligation = pilot.obligations.find(({ id }) => id === subject);
  if (obligation !== undefined) return dutyIn(tongue, pilot, obligation);
  const decision = decisionIn(tongue, pilot, subject);
  return decision === undefined ? undefined : filled(tongue, tongue.catalogue.duties.decide, { decision });
};

/**
 * What an obligation asks for, in the reader's language. What people wrote themselves (a condition, what a pilot
 * brought along when it was taken over) stays in their words, and so does what the texts do not know.
 */
export const dutyIn = (
  tongue: Tongue,
  pilot: Pilot,
  { kind, subject, label, owner }: Pick<Obligation, 'kind' | 'subject' | 'label' | 'owner'>,
): string => {
  const { duties } = tongue.catalogue;
  const inItsWords = filled(tongue, duties.words, { words: label });
  const onDecision = (text: string): string => {
    const decision = decisionIn(tongue, pilot, subject);
    return decision === undefined ? inItsWords : filled(tongue, text, { decision });
  };
  switch (kind) {
    case 'step':
      return stepIn(tongue, pilot, subject as Step, owner);
    case 'position':
    case 'undecided':
      return onDecision(duties[kind]);
    case 'choice': {
      if (subject === 'round') return duties.choice.round;
      const country = countryChosenOn(subject);
      return country === null
        ? onDecision(duties.choice.decision)
        : filled(tongue, duties.choice.country, { country: countryIn(tongue, country) });
    }
    case 'last_resort': {
      const what = overdueIn(tongue, pilot, subject);
      return what === undefined ? inItsWords : filled(tongue, duties.last_resort, { what });
    }
    case 'condition':
    case 'carried':
      return inItsWords;
    default:
      return duties[kind];
  }
};
