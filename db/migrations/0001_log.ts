import type { Migration } from './migration';

/**
 * The event log: streams, events, the one head row, outcomes, snapshots and signed checkpoints
 * (architecture.md section 3, "Event log"). The service writes events through two functions alone.
 */
export const log: Migration = {
  name: '0001_log',
  sql: `
grant usage on schema public to {service}, {reader};
grant select on public.migration to {service}, {reader};

create schema log;
grant usage on schema log to {service}, {reader};

create table log.stream (
  stream text primary key check (stream ~ '^[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9._-]*$' and length(stream) <= 200),
  type text generated always as (split_part(stream, '/', 1)) stored,
  version integer not null,
  position bigint,
  hash text,
  occurred_at timestamptz(3),
  key_id text,
  signature text
);
create index on log.stream (type, position);
create unique index on log.stream (position);

create table log.event (
  position bigint primary key,
  stream text not null,
  version integer not null,
  id uuid not null,
  type text not null,
  schema_version integer not null,
  data jsonb not null,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  person text,
  organisation text,
  seat text,
  on_behalf_of text,
  command_id text not null,
  correlation text,
  causation text,
  trace text,
  hashed text not null,
  hash text not null,
  log_hash text not null,
  unique (stream, version)
);

create table log.head (
  single boolean primary key default true check (single),
  position bigint not null,
  hash text not null
);
insert into log.head (position, hash) values (0, '');

create table log.checkpoint (
  position bigint primary key,
  hash text not null,
  key_id text not null,
  signature text not null,
  signed_at timestamptz(3) not null default clock_timestamp()
);

create table log.outcome (
  caller text not null,
  stream text not null,
  command_id text not null,
  command text not null,
  content_hash text not null,
  accepted boolean not null,
  answer jsonb not null,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default clock_timestamp(),
  primary key (caller, stream, command_id)
);
create index on log.outcome (stream, recorded_at);

create table log.snapshot (
  stream text primary key,
  version integer not null,
  fold_version integer not null,
  state jsonb not null
);

create function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The record %.% is append-only: % is refused.', tg_table_schema, tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on log.event
  for each statement execute function log.refuse_change();
create trigger append_only before update or delete or truncate on log.outcome
  for each statement execute function log.refuse_change();
create trigger append_only before update or delete or truncate on log.checkpoint
  for each statement execute function log.refuse_change();
create trigger append_only before delete or truncate on log.head
  for each statement execute function log.refuse_change();
create trigger append_only before delete or truncate on log.stream
  for each statement execute function log.refuse_change();
alter table log.event enable always trigger append_only;
alter table log.outcome enable always trigger append_only;
alter table log.checkpoint enable always trigger append_only;
alter table log.head enable always trigger append_only;
alter table log.stream enable always trigger append_only;

create function log.lock_stream(p_stream text, p_skip boolean default false)
  returns table (version integer, hash text, occurred_at timestamptz, now timestamptz)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into log.stream (stream, version) values (p_stream, 0) on conflict do nothing;
  if p_skip then
    return query select s.version, s.hash, s.occurred_at, date_trunc('milliseconds', clock_timestamp())
      from log.stream s where s.stream = p_stream for update skip locked;
  else
    return query select s.version, s.hash, s.occurred_at, date_trunc('milliseconds', clock_timestamp())
      from log.stream s where s.stream = p_stream for update;
  end if;
end $$;

create function log.append_events(p_events text[], p_heads jsonb, p_used jsonb, p_directory bigint)
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
    where s.type in ('organisation', 'person', 'programme') and s.position > p_directory
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
      person, organisation, seat, on_behalf_of, command_id, correlation, causation, trace, hashed, hash, log_hash)
    values (at_position, event ->> 'stream', (event ->> 'version')::integer, (event ->> 'id')::uuid,
      event ->> 'type', (event ->> 'schemaVersion')::integer, event -> 'data',
      (event ->> 'occurredAt')::timestamptz, (event ->> 'recordedAt')::timestamptz,
      event ->> 'person', event ->> 'organisation', event ->> 'seat', event ->> 'onBehalfOf',
      event ->> 'commandId', event ->> 'correlation', event ->> 'causation', event ->> 'trace',
      hashed_text, event_hash, at_hash);
  end loop;

  update log.head set position = at_position, hash = at_hash;
  return at_position;
end $$;

revoke all on function log.lock_stream(text, boolean), log.append_events(text[], jsonb, jsonb, bigint) from public;
grant execute on function log.lock_stream(text, boolean), log.append_events(text[], jsonb, jsonb, bigint) to {service};
grant select on all tables in schema log to {service}, {reader};
grant insert on log.outcome, log.checkpoint to {service};
grant insert, update, delete on log.snapshot to {service};
`,
};
