import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../workflows/decider';

/** Who looks at pilots, and when: a person, for one organisation or for all for which she may act. */
export interface Viewer {
  readonly person: string;
  readonly organisation: string | null;
  readonly at: Instant;
}

/**
 * Common table expressions for the one who looks, by the same rules as `sightOf` of the pilot (lifecycle.md
 * section 1, "Sight"): `viewer` (id, auditor, organisations that she acts for now; no row where she is not active),
 * `viewed_programme` (id, whether she administers it, whether its approving body or a coordinator is hers) and `delegated_seat` (the
 * seats that were delegated to her, by whom, as `standingsOf` of the pilot has them).
 */
export const viewerTables = ({ person, organisation, at }: Viewer): RawBuilder<unknown> => sql`
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
      g.entry #> '{institutions,approvingBody}' ?| v.organisations as decides,
      g.entry #> '{institutions,coordinators}' ?| v.organisations as coordinates
    from read.programme g cross join viewer v order by g.id, g.published_version desc
  ), delegated_seat as (
    select distinct on (s.stream, s.seat) s.stream, s.seat, s.kind, d.giver
    from viewer v
    join read.delegation d on d.receiver = v.id and d.withdrawn is null and d.begins <= ${at} and d.ends > ${at}
    join read.seat s on d.giver = any (s.persons)
      and case when d.pilot is null then s.organisation = d.organisation
        else s.stream = 'pilot/' || d.pilot and s.seat = d.seat end
    join read.person g on g.id = d.giver and (g.entry ->> 'active')::boolean
      and g.entry -> 'organisations' ? s.organisation
    join read.organisation o on o.id = s.organisation and (o.entry ->> 'active')::boolean
    where ${organisation}::text is null or s.organisation = ${organisation}
    order by s.stream, s.seat, d.begins, d.id
  )`;

/** Does the viewer `v` act for a seat in the pilot `p` that sees more than what is public, or has another right to? */
export const participates: RawBuilder<unknown> = sql`(
  v.auditor
  or exists (select from viewed_programme g where g.id = p.programme and g.administers)
  or exists (select from read.seat s where s.stream = p.stream and v.id = any (s.persons)
    and s.organisation = any (v.organisations) and (p.submitted or s.kind in ('proponent', 'coordinator')))
  or exists (select from delegated_seat s where s.stream = p.stream
    and (p.submitted or s.kind in ('proponent', 'coordinator')))
  or p.submitted and exists (select from viewed_programme g where g.id = p.programme and g.decides)
    and not exists (select from read.seat s where s.stream = p.stream and s.kind = 'approving_body')
)`;
