import { deciders } from '../../workflows/registry';
import type { Database } from '../connect';
import { logKeys } from '../log-keys';
import { connection } from '../transaction';
import { type Broken, publicKeys, verify, verifyStream } from '../verify';
import { brokenSnapshot } from '../verify-snapshots';
import { onDatabase, runScript, type ScriptInput } from './script';

const usage = 'Usage: npm run verify [-- --all | --stream <type>/<id>]';

const placeOf = ({ position, stream, version }: Broken): string =>
  [
    position === null ? '' : `position ${position}`,
    stream ?? '',
    version === null ? '' : `version ${version}`,
  ]
    .filter((part) => part !== '')
    .join(', ');

/** Every type that may have a snapshot. */
const folds = { ...deciders, [logKeys.type]: logKeys };

const asService = { as: 'service', applicationName: 'verify', statementTimeout: 60_000 } as const;

/**
 * Checks the log, from the last signed checkpoint, from the beginning, or one stream alone; and then the snapshots
 * that commands are decided on. 1: something is broken.
 */
runScript(({ configuration, args: [flag, stream], say }) => {
  if (flag !== undefined && flag !== '--all' && !(flag === '--stream' && stream !== undefined))
    throw new Error(usage);
  return onDatabase(configuration, asService, (database) =>
    flag === '--stream' && stream !== undefined
      ? checkStream(database, stream, say)
      : checkLog(database, flag === '--all' ? 'all' : 'checkpoint', say),
  );
});

type Say = ScriptInput['say'];

async function checkStream(database: Database, stream: string, say: Say): Promise<number> {
  const broken = (await verifyStream(database, stream)) ?? (await brokenSnapshot(database, folds, stream));
  say(broken === null ? `${stream} is as it was written.` : `${placeOf(broken)}: ${broken.what}.`);
  return broken === null ? 0 : 1;
}

async function checkLog(database: Database, from: 'all' | 'checkpoint', say: Say): Promise<number> {
  const onProgress = (position: number) => say(`… ${position}`);
  const { from: first, to, broken: inLog } = await verify(database, { from, onProgress });
  if (inLog === null)
    say(
      first > to
        ? `Nothing new since position ${to}.`
        : `Positions ${first} to ${to} are as they were written.`,
    );
  const broken = inLog ?? (await brokenSnapshot(database, folds));
  if (broken !== null) say(`${placeOf(broken)}: ${broken.what}.`);
  const [, ...later] = (await publicKeys(connection(database))).values();
  for (const { id } of later.filter(({ endorsedBy }) => endorsedBy === null)) {
    say(`Note: the key ${id} took over without the signature of the key before it.`);
  }
  return broken === null ? 0 : 1;
}
