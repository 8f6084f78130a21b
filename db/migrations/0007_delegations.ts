import type { Migration } from './migration';

/**
 * Delegations, and the second name on what is done by one: who holds the seat in her own right (lifecycle.md
 * section 1). Without one nothing changes: neither a column nor a hashed byte of other events. What rests on all of
 * the directory rests on all master agreements too, since the one with a contributor is looked for among them.
 */
export const delegations: Migration = {
  name: '0007_delegations',
  sql: `
create table read.delegation (
  stream text primary key,
  id text not null unique,
  version integer not null,
  giver text not null,
  receiver text not null,
  organisation text not null,
  pilot text,
  seat text,
  begins timestamptz(3) not null,
  ends timestamptz(3) not null,
  withdrawn timestamptz(3),
  entry jsonb not null
);
create index on read.delegation (giver);
create index on read.delegation (receiver);
create index on read.delegation (begins, id);
create index on read.delegation (pilot);

grant select, insert, update, delete on read.delegation to {service};
grant select on read.delegation to {reader};

alter table log.event add column delegated_by text;

create or replace function log.append_events(p_events text[], p_heads jsonb, p_used jsonb, p_directory bigint)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  at_position bigint;
  at_hash text;
  hashed_text text;
  event jsonb;
  event_hash text;
begin
  select h.position, h.hash into at_position, at_hash from log.head h for update;

  if exists (
    select from jsonb_each_text(p_used) u left join log.stream s on s.stream = u.key
    where coalesce(s.version, 0) <> u.value::integer
  ) then
    return null;
  end if;
  if p_directory is not null and exists (
    select from log.stream s
    where s.type in ('organisation', 'person', 'programme', 'master-agreement') and s.position > p_directory
  ) then
    return null;
  end if;

  foreach hashed_text in array p_events loop
    event := hashed_text::jsonb;
    event_hash := encode(sha256(convert_to(hashed_text, 'UTF8')), 'hex');
    at_position := at_position + 1;
    at_hash := encode(sha256(convert_to(at_hash || event_hash, 'UTF8')), 'hex');

    update log.stream s
    set version = (event ->> 'version')::integer, position = at_position, hash = event_hash,
      occurred_at = (event ->> 'occurredAt')::timestamptz,
      key_id = p_heads #>> array[event ->> 'stream', 'keyId'],
      signature = p_heads #>> array[event ->> 'stream', 'signature']
    where s.stream = event ->> 'stream' and s.version = (event ->> 'version')::integer - 1
      and s.hash is not distinct from event ->> 'previous';
    if not found then
      raise exception 'Event % of % does not follow the last one.', event ->> 'version', event ->> 'stream'
        using errcode = 'integrity_constraint_violation';
    end if;

    insert into log.event (position, stream, version, id, type, schema_version, data, occurred_at, recorded_at,
      person, organisation, seat, on_behalf_of, delegated_by, command_id, correlation, causation, trace, hashed, hash, log_hash)
    values (at_position, event ->> 'stream', (event ->> 'version')::integer, (event ->> 'id')::uuid,
      event ->> 'type', (event ->> 'schemaVersion')::integer, event -> 'data',
      (event ->> 'occurredAt')::timestamptz, (event ->> 'recordedAt')::timestamptz,
      event ->> 'person', event ->> 'organisation', event ->> 'seat', event ->> 'onBehalfOf',
      event ->> 'delegatedBy', event ->> 'commandId', event ->> 'correlation', event ->> 'causation', event ->> 'trace',
      hashed_text, event_hash, at_hash);
  end loop;

  update log.head set position = at_position, hash = at_hash;
  return at_position;
end $$;
`,
};
