import { sql } from 'kysely';
import type { Database } from './connect';
import { logHeadText, type SigningKey } from './signing-key';
import { connection } from './transaction';

/**
 * Signs the head of the log if it has moved since the last checkpoint (the relay does so soon after it moved, and
 * at a clean stop).
 *
 * @returns the position that was signed; null when there was nothing new
 */
export async function signLogHead(database: Database, key: SigningKey): Promise<number | null> {
  const on = connection(database);
  const [head] = await on.run(sql<{ position: number; hash: string }>`
    select position, hash from log.head h
    where position > coalesce((select max(position) from log.checkpoint), 0)`);
  if (head === undefined) return null;
  const { position, hash } = head;
  const signature = key.sign(logHeadText(position, hash, key.id));
  await on.run(sql`
    insert into log.checkpoint (position, hash, key_id, signature)
    values (${position}, ${hash}, ${key.id}, ${signature}) on conflict do nothing`);
  return position;
}
