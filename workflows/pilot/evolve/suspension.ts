import type { SuspensionFacts } from '../suspension/facts';
import type { Ground } from '../suspension/ground';
import type { Pilot } from '../state';
import { type Foldings, withDecision, withSeat } from './folding';

const withGround = (pilot: Pilot, ground: Ground): Pilot => ({
  ...pilot,
  suspension: { ...pilot.suspension, grounds: [...pilot.suspension.grounds, ground] },
});

/** What lies over a pilot, and what comes off it. */
export const suspensionFoldings: Foldings<keyof SuspensionFacts> = {
  'pilot-suspended': (pilot, { ground: id, ...ground }, { occurredAt }) =>
    withGround(
      { ...pilot, suspension: { ...pilot.suspension, since: pilot.suspension.since ?? occurredAt } },
      { id, ...ground, since: occurredAt, lifted: null },
    ),
  'money-suspended': (pilot, { ground: id, ...ground }, { occurredAt }) =>
    withGround(pilot, { id, by: 'funder', ...ground, since: occurredAt, until: null, lifted: null }),
  'suspension-extended': (pilot) => pilot,
  'ground-lifted': (pilot, { ground: id }, { occurredAt }) => ({
    ...pilot,
    suspension: {
      ...pilot.suspension,
      grounds: pilot.suspension.grounds.map((ground) =>
        ground.id === id ? { ...ground, lifted: occurredAt } : ground,
      ),
    },
  }),
  'pilot-resumed': (pilot) => ({ ...pilot, suspension: { ...pilot.suspension, since: null } }),
  'window-resumed': (pilot, { closes }) => ({
    ...pilot,
    consultation: {
      ...pilot.consultation,
      present: pilot.consultation.present && { ...pilot.consultation.present, closes },
    },
  }),
  'decline-window-resumed': (pilot, { seat: id, declinableUntil }) =>
    withSeat(pilot, id, (seat) => ({ ...seat, declinableUntil })),
  'decision-resumed': (pilot, { decision: id, closes, lastResortAt }) =>
    withDecision(pilot, id, (decision) => ({ ...decision, closes, lastResortAt })),
};
