import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { met, owedAbout } from '../obligations/open';
import type { Pilot } from '../state';
import type { Ground } from './ground';
import { resumption } from './resumption';
import { pilotGrounds } from './suspension';

/** Lifts a ground; with the last one of the pilot itself it goes on (lifecycle.md section 2, Suspension). */
export const lifted =
  ({ id }: Ground, reason: string, moment: Moment, waived: readonly string[] = []) =>
  (pilot: Pilot): Part => [
    fact('ground-lifted', { ground: id, reason }),
    owedAbout(pilot, id, 'suspension').map((review) => met(review, reason)),
    (after) => (pilotGrounds(after).length === 0 ? resumption(waived, moment) : []),
  ];

/** The coordinator's own suspension is over after its time. */
export const suspensionsOver =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    pilotGrounds(pilot)
      .filter(({ until }) => until !== null && until <= moment.at)
      .map((ground) =>
        lifted(ground, 'The time is over for which the coordinator may suspend alone.', moment),
      );
