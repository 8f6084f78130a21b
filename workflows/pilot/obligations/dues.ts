import { stoodSince } from '../countries/suspended';
import type { Instant } from '../../decider';
import type { Pilot } from '../state';
import { openObligations } from './open';

/**
 * The due instants of all that is open and has a date, earliest first. Of what stands still only what was overdue by
 * then counts.
 */
export const openDues = (
  pilot: Pick<Pilot, 'obligations' | 'seats' | 'suspension' | 'suspendedCountries'>,
): readonly Instant[] =>
  openObligations(pilot)
    .flatMap((owed) => {
      const { at } = owed.due;
      const since = stoodSince(pilot, owed);
      return at !== null && (since === null || at <= since) ? [at] : [];
    })
    .sort();
