import { decisionOf } from '../pilot/deciding/open';
import type { Obligation, Pilot, Step } from '../pilot/state';
import type { Tongue } from './language';
import { filled } from './wording';

const decisionIn = ({ catalogue }: Tongue, pilot: Pilot, id: string): string => {
  const kind = decisionOf(pilot, id)?.kind;
  return kind === undefined ? id : catalogue.decisions[kind];
};

/** What is overdue, for those who are called about it: a decision, or an obligation. */
const overdueIn = (tongue: Tongue, pilot: Pilot, subject: string): string => {
  const obligation = pilot.obligations.find(({ id }) => id === subject);
  return obligation === undefined
    ? filled(tongue, tongue.catalogue.duties.decide, { decision: decisionIn(tongue, pilot, subject) })
    : dutyIn(tongue, pilot, obligation);
};

/**
 * What an obligation asks for, in the reader's language. What people wrote themselves (a condition, what a pilot
 * brought along when it was taken over) stays in their words.
 */
export const dutyIn = (
  tongue: Tongue,
  pilot: Pilot,
  { kind, subject, label }: Pick<Obligation, 'kind' | 'subject' | 'label'>,
): string => {
  const { duties } = tongue.catalogue;
  switch (kind) {
    case 'step':
      return duties.step[subject as Step];
    case 'position':
    case 'undecided':
      return filled(tongue, duties[kind], { decision: decisionIn(tongue, pilot, subject) });
    case 'choice':
      return subject === 'round'
        ? duties.choice.round
        : filled(tongue, duties.choice.decision, { decision: decisionIn(tongue, pilot, subject) });
    case 'last_resort':
      return filled(tongue, duties.last_resort, { what: overdueIn(tongue, pilot, subject) });
    case 'condition':
    case 'carried':
      return filled(tongue, duties.words, { words: label });
    default:
      return duties[kind];
  }
};
