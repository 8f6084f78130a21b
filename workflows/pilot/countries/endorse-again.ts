import { Type } from '@sinclair/typebox';

import { Document, Reason, Shape, Text } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf, type Standing } from '../command';
import { inOrder } from '../course';
import { endorsedInWriting } from '../deciding/in-writing';
import { fact } from '../events';
import { seatOf } from '../seats/held';
import { implementationSteps, type Pilot } from '../state';
import { suspendedCountry, type SuspendedCountry } from './suspended';

/** The suspension of its own country that this seat may answer by an endorsement; undefined where there is none. */
const ownCountry = (pilot: Pilot, { seat }: Pick<Standing, 'seat'>): SuspendedCountry | undefined => {
  const own = suspendedCountry(pilot, seatOf(pilot, seat ?? '')?.country ?? null);
  return own?.endorsedAgain === false ? own : undefined;
};

export const endorseAgain = command({
  name: 'endorse-again',
  label: 'Endorse the pilot again',
  describe:
    'A host government that has withdrawn its endorsement from an agreement that is effective comes back. Its country’s part goes on when the approving body keeps it. With a letter where the programme wants endorsements in writing.',
  by: ['host_government'],
  in: implementationSteps,
  ownSeat: true,
  body: Shape({
    note: Type.Optional(Text),
    letter: Type.Optional(Document),
    reason: Type.Optional({ ...Reason, description: 'Why a letter serves that has served before.' }),
  }),
  offered: (pilot, as) => ownCountry(pilot, as) !== undefined,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { note = null, letter, reason } = given.body;
    const { seat } = given.as;
    const own = ownCountry(pilot, given.as);
    return own === undefined || seat === null
      ? refuse('not-now', 'The part of your country is not suspended, or you have endorsed the pilot again.')
      : inOrder(
          pilot,
          moment,
          endorsedInWriting(pilot, { seat, letter, reason }, moment),
          fact('country-endorsed-again', { country: own.country, seat, note }),
        );
  },
});
