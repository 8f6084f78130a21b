import type { Change } from '../../command';
import type { DirectoryContext } from '../../directory/entries';
import { refuse } from '../../refusals';
import type { Role } from '../command';
import type { Pilot } from '../state';
import { roundChoice } from '../steps';

/** Why a step does not go on while the approving body has to choose. */
export const choicePending = refuse(
  'rounds-used-up',
  'The proposal was returned and its rounds are used up: the approving body has to choose first.',
);

type PilotCommand = Change<Pilot, DirectoryContext, Role>;

/** The command as it is while the approving body owes no choice of one more round; meanwhile it is refused. */
export const unlessRoundPending = (command: PilotCommand): PilotCommand => ({
  ...command,
  offered: (pilot, as, directory, at) =>
    roundChoice(pilot) === null && command.offered(pilot, as, directory, at),
  decide: (pilot, given, directory) =>
    roundChoice(pilot) === null ? command.decide(pilot, given, directory) : choicePending,
});
