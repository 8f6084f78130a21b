import { isRefusal } from '../../decider';
import { Document, Id, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { servedBefore } from '../obligations/meet-obligation';
import { onBehalfOf } from '../on-behalf';
import { presentSeat } from '../seats/held';
import { isIn } from './contribution';
import { HeldOn, Why } from './line-fields';
import { letterEntered } from './entered-letter';
import { linesMayCome, noLinesNow, replacementsSettled } from './replacement';
import { contributorOf, inFuture, isContributor, lineInMix, wantsLetter } from './lines';
import { contributorKinds } from './pledge';
import { fundingSteps, implementationSteps } from '../state';

const atLetter = (): string => '/letter/sha256';

export const confirmContribution = command({
  name: 'confirm-contribution',
  label: 'Confirm a contribution by letter',
  describe:
    'The contributor confirms its line by a letter, named by its hash; the coordinator enters a letter that came on paper, and another person confirms it. Only confirmed lines count.',
  by: contributorKinds,
  in: ['funding.mix', ...implementationSteps],
  body: Shape({ contribution: Id, letter: Document, heldOn: HeldOn, reason: Why }),
  offered: (pilot, as) =>
    linesMayCome(pilot) &&
    pilot.funding.contributions.some(
      (line) =>
        isIn(line) &&
        line.confirmedAt === null &&
        (as.role === 'coordinator' || isContributor(pilot, line, { as })),
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    if (!linesMayCome(pilot)) return noLinesNow;
    const { contribution: id, letter, heldOn, reason } = given.body;
    const line = lineInMix(pilot, id);
    if (isRefusal(line)) return line;
    const own = isContributor(pilot, line, given);
    if (given.as.role !== 'coordinator' && !own)
      return refuse('not-your-seat', 'A contribution is confirmed by its contributor.');
    if (line.confirmedAt !== null)
      return refuse('not-now', 'This contribution is confirmed already: withdraw it, and propose it anew.');
    if (wantsLetter(pilot, line))
      return refuse(
        'wrong-seat',
        'The seat of the contributor has changed hands: the successor takes the line over with its letter.',
      );
    const refused = inFuture(pilot, heldOn, moment) ?? servedBefore(pilot, [letter], reason, atLetter);
    if (refused !== null) return refused;
    const named = { contribution: id, letter, heldOn: heldOn ?? null, reason: reason ?? null };
    return own
      ? inOrder(pilot, moment, fact('contribution-confirmed', named), replacementsSettled(moment))
      : onBehalfOf(
          contributorOf(pilot, line),
          given,
          inOrder(pilot, moment, letterEntered(line, named, moment)),
        );
  },
});

export const takeOverContribution = command({
  name: 'take-over-contribution',
  label: 'Take over a contribution of the predecessor',
  describe: 'The successor of a contributor’s seat takes its line over, with a letter of its own.',
  by: contributorKinds,
  in: [...fundingSteps, ...implementationSteps],
  ownSeat: true,
  body: Shape({ contribution: Id, letter: Document, reason: Why }),
  offered: (pilot, { seat }) =>
    pilot.funding.contributions.some(
      (line) => isIn(line) && line.seat !== seat && presentSeat(pilot, line.seat)?.id === seat,
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { contribution: id, letter, reason } = given.body;
    const line = lineInMix(pilot, id);
    if (isRefusal(line)) return line;
    const { seat } = given.as;
    if (seat === null || line.seat === seat || presentSeat(pilot, line.seat)?.id !== seat)
      return refuse(
        'not-your-seat',
        'A contribution passes only to the seat that has succeeded its contributor.',
      );
    return (
      servedBefore(pilot, [letter], reason, atLetter) ??
      inOrder(
        pilot,
        moment,
        fact('contribution-succeeded', { contribution: id, seat, letter, reason: reason ?? null }),
      )
    );
  },
});
