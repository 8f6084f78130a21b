import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Activity, readActivities } from '../../infra/demo/activity';

/** The sample of twenty real activities that ships with the demonstration. */
export const sampleFile = join(__dirname, '../../infra/demo/activities.json');

/** The activities of a file; throws where it cannot be read. */
export const activitiesIn = (file: string): readonly Activity[] => {
  const read = readActivities(readFileSync(file, 'utf8'));
  if ('cannotBeRead' in read) throw new Error(read.cannotBeRead);
  return read.activities;
};

/** The file of 94 activities that the sample is from; null where it does not lie beside the project. */
export const wholeFile = (): string | null => {
  const file = join(__dirname, '../../../shared/data/activities.json');
  return existsSync(file) ? file : null;
};
