import { sql } from 'kysely';
import type { Instant } from '../../workflows/decider';
import type { PersonEntry } from '../../workflows/directory/entries';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { type Page, pageOf, type PageRequest, readCursor } from './page';

/** An API key as it is known: the key itself is not kept. */
export interface ApiKeyRead {
  readonly keyId: string;
  /** SHA-256 of the key, hex. */
  readonly hash: string;
  readonly person: string;
  /** For which organisation it acts; null: for all that the person belongs to. */
  readonly organisation: string | null;
  readonly label: string;
  readonly created: Instant;
  readonly revoked: Instant | null;
}

const columns = sql`k.key_id as "keyId", k.hash, k.person, k.organisation, k.label, k.created, k.revoked`;

/**
 * The key with this hash and the person who holds it; undefined where there is none. Revoked ones too. Should a
 * hash stand twice, the key that came first is meant.
 */
export async function findApiKey(
  database: Database,
  hash: string,
): Promise<(ApiKeyRead & { readonly holder: PersonEntry }) | undefined> {
  const [row] = await connection(database).run(sql<ApiKeyRead & { holder: PersonEntry }>`
    select ${columns}, p.entry as holder from read.api_key k join read.person p using (stream)
    where k.hash = ${hash} order by k.created, k.key_id limit 1`);
  return row;
}

/** The keys of a person, newest first. */
export async function apiKeysOf(
  database: Database,
  person: string,
  request: PageRequest,
): Promise<Page<ApiKeyRead>> {
  const [created, id] = readCursor(request.cursor, 2) ?? [null, null];
  const rows = await connection(database).run(sql<ApiKeyRead>`
    select ${columns} from read.api_key k
    where k.stream = ${`person/${person}`}
      and (${created}::timestamptz is null or k.created < ${created} or (k.created = ${created} and k.key_id > ${id}))
    order by k.created desc, k.key_id limit ${request.limit + 1}`);
  return pageOf(rows, request.limit, (key) => [key.created, key.keyId]);
}
