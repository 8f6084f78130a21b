/** What is recorded of a migration. */
export interface MigrationFacts {
  'programme-migrated': {
    readonly from: number;
    readonly to: number;
    /** Rounds of revision that are allowed from now on, those included that were granted. */
    readonly rounds: number;
    readonly reason: string;
  };
}

export const migrationEventVersions: Readonly<Record<keyof MigrationFacts, number>> = {
  'programme-migrated': 1,
};
