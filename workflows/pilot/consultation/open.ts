import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import type { Pilot } from '../state';
import { moveTo } from '../steps';
import { isSuspended } from '../suspension/suspension';
import { seatsToInvite } from './invited';
import { windowOpened } from './window';

/** Invites the seats that clearance needs and that are not invited yet, and others that are named. */
export const invited =
  (others: readonly string[], moment: Moment) =>
  (pilot: Pilot): Part => {
    const before = pilot.consultation.present?.invited ?? [];
    return [...new Set([...seatsToInvite(pilot, moment), ...others])]
      .filter((seat) => !before.includes(seat))
      .map((seat) => fact('seat-invited', { seat }));
  };

/** What opens with the step: seats that clearance needs and that were filled since are invited with the others. */
export const consultationOpened = (moment: Moment, event = 'the opening of the consultation'): Part => [
  invited([], moment),
  windowOpened(moment, event),
];

/** Opens the consultation: on its day by the clock, or at once by correspondence. */
export const toOpen = (moment: Moment): Part => [moveTo('consultation.open'), consultationOpened(moment)];

/** Opens the consultation whose day has come. */
export const openingDue =
  (moment: Moment) =>
  ({ status, consultation, suspension }: Pilot): Part =>
    status === 'consultation.convened' &&
    !isSuspended({ suspension }) &&
    consultation.present?.opens != null &&
    consultation.present.opens <= moment.at
      ? toOpen(moment)
      : [];
