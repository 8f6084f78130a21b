import { sql } from 'kysely';
import type { Instant } from '../workflows/decider';
import { canonical } from './canonical';
import type { Connection } from './transaction';

/** The rows of one stream in each of its read tables; a table without rows stands with an empty list. */
export type ReadRows = Readonly<Record<string, readonly { readonly stream: string }[]>>;

/** Where a state stands; what a projection may use besides the state itself. */
export interface StatePlace {
  readonly stream: string;
  readonly version: number;
  readonly occurredAt: Instant;
}

/** The read rows of a state: pure, so that they can be built again from the log. */
export type Projection = (state: unknown, place: StatePlace) => ReadRows;

/** By process type. A type without a projection has no read rows. */
export type Projections = Readonly<Record<string, Projection>>;

/**
 * Puts the rows of a stream in place of those it had, table by table; a table whose rows stayed the same is left
 * alone. `schema` is `read`, or `read_next` while all are built again.
 *
 * @param before null when the stream is new
 */
export async function writeReadRows(
  connection: Connection,
  stream: string,
  before: ReadRows | null,
  after: ReadRows,
  schema: 'read' | 'read_next' = 'read',
): Promise<void> {
  for (const [name, rows] of Object.entries(after)) {
    if (canonical(before?.[name] ?? null) === canonical(rows)) continue;
    const table = sql.table(`${schema}.${name}`);
    if (before !== null) await connection.run(sql`delete from ${table} where stream = ${stream}`);
    const [first] = rows;
    if (first === undefined) continue;
    // By name: a column that a newer version of the code has added keeps its default.
    const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
    await connection.run(sql`
      insert into ${table} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(rows)}::jsonb)`);
  }
}
