import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart, endWith, errorCode, messageOf } from './cannot-start';
import { type Activity, readActivities } from './demo/activity';
import { createClient } from './demo/client';
import { plansOf } from './demo/plans';
import { progressOn } from './demo/progress';
import { reportOf, wentWell } from './demo/report';
import { runDemonstration } from './demo/run';
import { findStack } from './demo/stack';
import { surroundingsOf } from './demo/surroundings';
import { configurationOf } from './environment';

const sample = join(__dirname, 'demo', 'activities.json');

const activitiesOf = (file: string): readonly Activity[] => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CannotStart(
      `${file} cannot be read (${errorCode(error) ?? messageOf(error)}): give the path of a file of activities, or none for the sample.`,
    );
  }
  const read = readActivities(text);
  if ('cannotBeRead' in read) throw new CannotStart(`${file} cannot be used: ${read.cannotBeRead}.`);
  return read.activities;
};

/**
 * `npm run demo -- <file>`: brings real activities into the running stack, carries them through the proposal stage,
 * and ten pilots to an effective agreement (see demo/README.md). Without an argument: the sample. Exit code 1 where it cannot run, or where a pilot
 * did not arrive where it should.
 */
async function main([file = sample, ...more]: readonly string[]): Promise<void> {
  if (more.length > 0) throw new CannotStart('Give one file of activities, or none for the sample.');
  const activities = activitiesOf(file);
  const stack = await findStack(configurationOf(process.env));
  const plans = plansOf(activities, new Date().toISOString().slice(0, 10));
  process.stdout.write(`${activities.length} activities of ${file} into ${stack.address}\n`);
  const outcome = await runDemonstration(stack, plans, progressOn(process.stdout));
  const surroundings = await surroundingsOf(createClient(stack.address), stack);
  process.stdout.write(`\n${reportOf(outcome, plans, surroundings)}\n`);
  if (!wentWell(outcome)) process.exitCode = 1;
}

main(process.argv.slice(2)).catch(endWith);
