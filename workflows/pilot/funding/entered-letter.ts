import { isRefusal } from '../../decider';
import { Id, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf, namesOf, namesOn } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { met, owedAbout, voided } from '../obligations/open';
import { dueOf, owe } from '../obligations/owe';
import { onBehalfOf } from '../on-behalf';
import { waitOf } from '../programme';
import { confirmingSeat, type Entered, mayNotConfirm } from '../seats/confirming';
import { type Pilot, steps } from '../state';
import { type Contribution, isIn } from './contribution';
import type { FundingFacts } from './facts';
import { contributorOf, lineInMix } from './lines';
import { replacementsSettled } from './replacement';

const owedFor = (pilot: Pilot, { id }: Contribution) => owedAbout(pilot, id, 'confirmation');

const enteredOf = (pilot: Pilot, line: Contribution, by: readonly string[]): Entered => ({
  by,
  organisation: contributorOf(pilot, line),
});

/**
 * A letter on paper that the coordinator enters counts when another person has confirmed it: she approves nothing
 * financial alone (lifecycle.md section 1). A second letter for the same line takes the place of the first.
 */
export const letterEntered =
  (line: Contribution, named: FundingFacts['contribution-letter-entered'], moment: Moment) =>
  (pilot: Pilot): Part => {
    const owner = confirmingSeat(pilot, enteredOf(pilot, line, namesOn(moment)), moment.directory);
    return [
      owedFor(pilot, line).map((owed) => voided(owed, 'Another letter has taken its place.')),
      fact('contribution-letter-entered', named),
      owe(moment, {
        kind: 'confirmation',
        subject: line.id,
        label: `Confirm the letter of ${contributorOf(pilot, line)} that came on paper`,
        owner,
        due: dueOf(
          owner,
          waitOf(pilot, 'review', moment.directory),
          'the letter was entered',
          moment.at,
          moment,
        ),
        otherwise: 'The contribution does not count until another person has confirmed its letter.',
      }),
    ];
  };

/** Lines whose letter on paper waits for another person. */
const waitingLines = (pilot: Pilot): readonly Contribution[] =>
  pilot.funding.contributions.filter((line) => owedFor(pilot, line).length > 0);

/** A letter is waited for no longer when its line has left the mix, or its contributor has confirmed it itself. */
export const lettersOvertaken = (pilot: Pilot): Part =>
  waitingLines(pilot)
    .filter((line) => !isIn(line) || line.entered === null)
    .flatMap((line) => owedFor(pilot, line))
    .map((owed) =>
      voided(owed, 'The contribution is confirmed by its contributor, or no longer in the mix.'),
    );

export const confirmLetter = command({
  name: 'confirm-letter',
  label: 'Confirm a contributor’s letter that came on paper',
  describe:
    'Another person than the one who entered it confirms the letter of a contributor: a second coordinator, else finance. The contribution counts from now on.',
  by: ['coordinator', 'finance'],
  in: steps,
  body: Shape({ contribution: Id }),
  offered: (pilot) => waitingLines(pilot).length > 0,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const line = lineInMix(pilot, given.body.contribution);
    if (isRefusal(line)) return line;
    const { entered } = line;
    if (entered === null)
      return refuse('not-now', 'No letter waits here: it is confirmed already, or nobody has entered one.');
    const { letter, heldOn, reason } = entered;
    const by = namesOf({ ...entered, person: entered.by });
    return (
      mayNotConfirm(pilot, enteredOf(pilot, line, by), moment) ??
      onBehalfOf(
        contributorOf(pilot, line),
        given,
        inOrder(
          pilot,
          moment,
          fact('contribution-confirmed', { contribution: line.id, letter, heldOn, reason }),
          owedFor(pilot, line).map((owed) => met(owed)),
          replacementsSettled(moment),
        ),
      )
    );
  },
});
