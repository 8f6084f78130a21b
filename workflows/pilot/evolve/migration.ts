import type { MigrationFacts } from '../migration/facts';
import type { Foldings } from './folding';

/** The version of the programme under which the pilot goes on. */
export const migrationFoldings: Foldings<keyof MigrationFacts> = {
  'programme-migrated': (pilot, { to, rounds }) => ({
    ...pilot,
    programme: { id: pilot.programme.id, version: to },
    rounds: { ...pilot.rounds, allowed: rounds },
  }),
};
