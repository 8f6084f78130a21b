import type { Instant } from '../../decider';
import type { Moment } from '../command';
import type { Part } from '../course';
import type { Pilot } from '../state';
import { roundChoice } from '../steps';
import { openingDue } from './open';
import { windowClosed } from './window';

/** When the window closes by the clock; null while none is open, or the coordinator has to choose. */
const closing = ({ status, consultation: { present } }: Pilot): Instant | null =>
  status === 'consultation.open' && present?.inquorate === false ? present.closes : null;

/** What the clock has to do in a consultation, when, and in words. */
export const consultationTimed = (
  pilot: Pilot,
): readonly { readonly at: Instant; readonly for: string }[] => {
  if (roundChoice(pilot) !== null) return [];
  const { status, consultation } = pilot;
  const opens = status === 'consultation.convened' ? (consultation.present?.opens ?? null) : null;
  const closes = closing(pilot);
  return [
    ...(opens === null ? [] : [{ at: opens, for: 'opening of the consultation' }]),
    ...(closes === null ? [] : [{ at: closes, for: 'closing of the consultation' }]),
  ];
};

const windowDue =
  (moment: Moment) =>
  (pilot: Pilot): Part => {
    const closes = closing(pilot);
    return closes !== null && closes <= moment.at ? windowClosed(moment) : [];
  };

/** Opens the consultation whose day has come, and closes the window that is over. */
export const consultationDue =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    roundChoice(pilot) === null ? [openingDue(moment), windowDue(moment)] : [];
