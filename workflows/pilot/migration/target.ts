import { ValuePointer } from '@sinclair/typebox/value';

import type { Refusal } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import type { Programme } from '../../programmes/rule-book';
import { refuse } from '../../refusals';
import { programmeOf } from '../programme';
import type { Pilot } from '../state';
import { type Difference, differences } from './differences';
import { stepValues } from './step-values';

/** The version of a programme that a pilot is to run under. */
export interface Target {
  readonly id: string;
  readonly version: number;
}

/**
 * The published version that the pilot may migrate to, or why it may not: it is of the same programme and newer,
 * and has the step at which the pilot stands (lifecycle.md section 7).
 */
export const targetOf = (
  pilot: Pilot,
  { id, version }: Target,
  directory: DirectoryContext,
): Programme | Refusal => {
  if (id !== pilot.programme.id)
    return refuse(
      'another-programme',
      `The pilot runs under ${pilot.programme.id}: it can move to a newer version of that, not to ${id}.`,
      { errors: [{ pointer: '/programme/id', detail: `It has to be ${pilot.programme.id}.` }] },
    );
  const found = directory.programme(id, version);
  if (found === undefined)
    return refuse('unknown-programme', `There is no version ${version} of the programme ${id}.`, {
      errors: [{ pointer: '/programme/version', detail: 'No such version is published.' }],
    });
  if (version <= pilot.programme.version)
    return refuse(
      'version-not-newer',
      `The pilot runs under version ${pilot.programme.version} already: version ${version} is not newer.`,
    );
  const missing = (stepValues[pilot.status] ?? []).filter(
    (pointer) => ValuePointer.Get(found.ruleBook, pointer) === undefined,
  );
  return missing.length === 0
    ? found
    : refuse(
        'step-missing',
        `Version ${version} of the programme does not have the step ${pilot.status}: it lacks ${missing.join(' and ')}.`,
      );
};

/** What a migration to a version would change, and why it would be refused if it would. */
export interface MigrationPreview {
  readonly from: number;
  readonly to: number;
  readonly refused: Pick<Refusal, 'code' | 'detail'> | null;
  readonly differences: readonly Difference[];
}

/** What will differ for what opens next; null where the programme has no such version. */
export const previewMigration = (
  pilot: Pilot,
  version: number,
  directory: DirectoryContext,
): MigrationPreview | null => {
  const { id } = pilot.programme;
  const target = directory.programme(id, version);
  if (target === undefined) return null;
  const found = targetOf(pilot, { id, version }, directory);
  return {
    from: pilot.programme.version,
    to: version,
    refused: 'refused' in found ? { code: found.code, detail: found.detail } : null,
    differences: differences(programmeOf(pilot, directory).ruleBook, target.ruleBook),
  };
};
