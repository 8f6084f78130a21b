import { type RawBuilder, sql } from 'kysely';

/** Who looks at pilots: a person, for one organisation or for all that she belongs to. */
export interface Viewer {
  readonly person: string;
  readonly organisation: string | null;
}

/**
 * Common table expressions for the one who looks, by the same rules as `sightOf` of the pilot (lifecycle.md
 * section 1, "Sight"): `viewer` (id, auditor, organisations that she acts for now; no row where she is not active)
 * and `viewed_programme` (id, whether she administers it, whether its approving body is hers).
 */
export const viewerTables = ({ person, organisation }: Viewer): RawBuilder<unknown> => sql`
  viewer as (
    select v.id, v.entry -> 'rights' ? 'auditor' as auditor, array(
      select o.id from read.organisation o
      where v.entry -> 'organisations' ? o.id and (o.entry ->> 'active')::boolean
        and (${organisation}::text is null or o.id = ${organisation})
    ) as organisations
    from read.person v where v.id = ${person} and (v.entry ->> 'active')::boolean
  ), viewed_programme as (
    select distinct on (g.id) g.id,
      g.entry #> '{institutions,administrators}' ? v.id and cardinality(v.organisations) > 0 as administers,
      g.entry #> '{institutions,approvingBody}' ?| v.organisations as decides
    from read.programme g cross join viewer v order by g.id, g.published_version desc
  )`;

/** Does the viewer `v` hold a seat in the pilot `p` that sees more than what is public, or another right to? */
export const participates: RawBuilder<unknown> = sql`(
  v.auditor
  or exists (select from viewed_programme g where g.id = p.programme and g.administers)
  or exists (select from read.seat s where s.stream = p.stream and v.id = any (s.persons)
    and s.organisation = any (v.organisations) and (p.submitted or s.kind in ('proponent', 'coordinator')))
  or p.submitted and exists (select from viewed_programme g where g.id = p.programme and g.decides)
    and not exists (select from read.seat s where s.stream = p.stream and s.kind = 'approving_body')
)`;
