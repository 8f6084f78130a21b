import { sql } from 'kysely';
import type { Instant } from '../../workflows/decider';
import type { BulkFilter, BulkItem } from '../../workflows/bulk/bulk-events';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { type Page, pageOf, type PageRequest, readCursor } from './page';

/** One due date that a bulk extension would reach. */
export interface BulkCandidate extends BulkItem {
  readonly title: string;
  readonly label: string;
  readonly due: Instant | null;
}

/** The open due dates of running pilots that a filter finds, by pilot and obligation. */
export async function bulkCandidates(
  database: Database,
  filter: BulkFilter,
  { limit, cursor }: PageRequest,
): Promise<Page<BulkCandidate>> {
  const { programme, kind, subject, region, country, stage, step } = filter;
  const [pilot, obligation] = readCursor(cursor, 2) ?? [null, null];
  const given = (value: string | undefined) => value ?? null;
  const rows = await connection(database).run(sql<BulkCandidate>`
    select p.id as pilot, o.id as obligation, p.title, o.label, o.due
    from read.open_item o join read.pilot p using (stream)
    where p."end" is null and p.programme = ${programme} and o.kind = ${kind}
      and (${given(subject)}::text is null or o.subject = ${given(subject)})
      and (${given(region)}::text is null or p.region = ${given(region)})
      and (${given(country)}::text is null or p.countries @> array[${given(country)}])
      and (${given(stage)}::text is null or p.stage = ${given(stage)})
      and (${given(step)}::text is null or p.step = ${given(step)})
      and (${pilot}::text is null or (p.id, o.id) > (${pilot}, ${obligation}))
    order by p.id, o.id limit ${limit + 1}`);
  return pageOf(rows, limit, (row) => [row.pilot, row.obligation]);
}
