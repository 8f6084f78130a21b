import { open, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import type { Instant } from '../workflows/decider';
import type { Database } from './connect';
import { codeOf } from './faults';
import { connection, type Connection, transaction } from './transaction';

/** One line of the list of erasures: a person whose name, address, phone and language are nobody's any more. */
interface Erasure {
  readonly person: string;
  readonly erasedAt: Instant;
}

/** Where the list of erased persons is: outside the database, so that no backup of it undoes an erasure. */
export const erasuresFileIn = (dataDir: string): string => resolve(dataDir, 'erasures.jsonl');

/**
 * Erases a person: her key is deleted, and with it everything that is sealed under it, in the log and in every
 * table (architecture.md section 3, "Event log"). What she did stands. The list comes first: it is kept apart from
 * the database, and whoever restores an old backup applies it again.
 *
 * @param file the list, one JSON object a line; made where it is missing
 * @returns false when there is no such person, or she was erased before
 */
export async function erasePerson(
  database: Database,
  { person, at, file }: { readonly person: string; readonly at: Instant; readonly file: string },
): Promise<boolean> {
  const [found] = await connection(database).run(sql`
    select from vault.person_key where stream = ${`person/${person}`}`);
  if (found === undefined) return false;
  const erasure: Erasure = { person, erasedAt: at };
  const list = await open(file, 'a', 0o600);
  try {
    await list.appendFile(`${JSON.stringify(erasure)}\n`);
    await list.sync();
  } finally {
    await list.close();
  }
  return transaction(database, (tx) => apply(tx, erasure));
}

/**
 * Erases again whoever stands in the list: at every start, since the database may have been restored from a backup
 * that is older than the list.
 *
 * @returns how many persons had come back
 * @throws Error when the list has a line that cannot be read: nothing may be served before it is mended
 */
export async function applyErasures(database: Database, file: string): Promise<number> {
  const erasures = await readErasures(file);
  return transaction(database, async (tx) => {
    let count = 0;
    for (const erasure of erasures) if (await apply(tx, erasure)) count += 1;
    return count;
  });
}

async function apply(tx: Connection, { person, erasedAt }: Erasure): Promise<boolean> {
  const stream = `person/${person}`;
  await tx.run(sql`
    insert into vault.erasure (stream, erased_at) values (${stream}, ${erasedAt}) on conflict do nothing`);
  const gone = await tx.run(sql`delete from vault.person_key where stream = ${stream} returning 1`);
  return gone.length > 0;
}

async function readErasures(file: string): Promise<readonly Erasure[]> {
  const lines = (await textOf(file)).split('\n').filter((line) => line !== '');
  return lines.map((line, index) => {
    try {
      const { person, erasedAt } = JSON.parse(line) as Partial<Erasure>;
      if (typeof person === 'string' && typeof erasedAt === 'string') return { person, erasedAt };
    } catch {
      // Told below, with its place.
    }
    throw new Error(`Line ${index + 1} of the list of erasures (${file}) cannot be read: mend or remove it.`);
  });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}
