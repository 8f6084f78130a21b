import { sql } from 'kysely';
import type { Instant } from '../workflows/decider';
import { canonical } from './canonical';
import type { ReadTables } from './schema';
import type { Connection } from './transaction';

/** The rows of one stream in each of its read tables; a table without rows stands with an empty list. */
export type ReadRows = { readonly [Table in keyof ReadTables]?: readonly Readonly<ReadTables[Table]>[] };

/** Where a state stands; what a projection may use besides the state itself. */
export interface StatePlace {
  readonly stream: string;
  readonly version: number;
  readonly occurredAt: Instant;
}

/** The read rows of one process type. */
export interface Projection<State = unknown> {
  /** Its tables, first the one whose row changes with every event. */
  readonly tables: readonly (keyof ReadTables)[];
  /** Pure, so that they can be built again from the log; null while there is nothing to show. */
  rows(state: State, place: StatePlace): ReadRows | null;
}

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
  after: ReadRows | null,
  schema: 'read' | 'read_next' = 'read',
): Promise<void> {
  const old: Readonly<Record<string, unknown>> = before ?? {};
  for (const [name, rows] of Object.entries(after ?? {})) {
    if (canonical(old[name] ?? null) === canonical(rows)) continue;
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
