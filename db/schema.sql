-- What the migrations make; written by: npm run schema:dump

create schema log;
-- reader: usage
-- service: usage

create schema read;
-- reader: usage
-- service: usage

create schema relay;
-- service: usage

create schema vault;
-- service: usage

create table log.checkpoint (
  "position" bigint not null,
  hash text not null,
  key_id text not null,
  signature text not null,
  signed_at timestamp(3) with time zone default clock_timestamp() not null,
  constraint checkpoint_pkey PRIMARY KEY ("position")
);
-- reader: select
-- service: insert, select
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON log.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change(); -- always

create table log.event (
  "position" bigint not null,
  stream text not null,
  version integer not null,
  id uuid not null,
  type text not null,
  schema_version integer not null,
  data jsonb not null,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
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
  delegated_by text,
  constraint event_pkey PRIMARY KEY ("position"),
  constraint event_stream_version_key UNIQUE (stream, version)
);
-- reader: select
-- service: select
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON log.event FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change(); -- always

create table log.head (
  single boolean default true not null,
  "position" bigint not null,
  hash text not null,
  constraint head_pkey PRIMARY KEY (single),
  constraint head_single_check CHECK (single)
);
-- reader: select
-- service: select
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON log.head FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change(); -- always

create table log.outcome (
  caller text not null,
  stream text not null,
  command_id text not null,
  command text not null,
  content_hash text not null,
  accepted boolean not null,
  answer jsonb not null,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone default clock_timestamp() not null,
  constraint outcome_pkey PRIMARY KEY (caller, stream, command_id)
);
-- reader: select
-- service: insert, select
CREATE INDEX outcome_stream_recorded_at_idx ON log.outcome USING btree (stream, recorded_at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON log.outcome FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change(); -- always

create table log.snapshot (
  stream text not null,
  version integer not null,
  fold_version integer not null,
  state jsonb not null,
  constraint snapshot_pkey PRIMARY KEY (stream)
);
-- reader: select
-- service: delete, insert, select, update

create table log.stream (
  stream text not null,
  type text generated always as split_part(stream, '/'::text, 1) stored,
  version integer not null,
  "position" bigint,
  hash text,
  occurred_at timestamp(3) with time zone,
  key_id text,
  signature text,
  constraint stream_pkey PRIMARY KEY (stream),
  constraint stream_stream_check CHECK (((stream ~ '^[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9._-]*$'::text) AND (length(stream) <= 200)))
);
-- reader: select
-- service: select
CREATE INDEX stream_type_position_idx ON log.stream USING btree (type, "position");
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON log.stream FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change(); -- always
CREATE UNIQUE INDEX stream_position_idx ON log.stream USING btree ("position");

create table public.migration (
  name text not null,
  hash text not null,
  ran_at timestamp(3) with time zone default clock_timestamp() not null,
  constraint migration_pkey PRIMARY KEY (name)
);
-- reader: select
-- service: select

create table read.api_key (
  stream text not null,
  key_id text not null,
  hash text not null,
  person text not null,
  organisation text,
  label text not null,
  created timestamp(3) with time zone not null,
  revoked timestamp(3) with time zone,
  constraint api_key_pkey PRIMARY KEY (stream, key_id)
);
-- reader: select
-- service: delete, insert, select, update
CREATE INDEX api_key_hash_idx ON read.api_key USING btree (hash);

create table read.delegation (
  stream text not null,
  id text not null,
  version integer not null,
  giver text not null,
  receiver text not null,
  organisation text not null,
  pilot text,
  seat text,
  begins timestamp(3) with time zone not null,
  ends timestamp(3) with time zone not null,
  withdrawn timestamp(3) with time zone,
  entry jsonb not null,
  constraint delegation_id_key UNIQUE (id),
  constraint delegation_pkey PRIMARY KEY (stream)
);
-- reader: select
-- service: delete, insert, select, update
CREATE INDEX delegation_begins_id_idx ON read.delegation USING btree (begins, id);
CREATE INDEX delegation_giver_idx ON read.delegation USING btree (giver);
CREATE INDEX delegation_pilot_idx ON read.delegation USING btree (pilot);
CREATE INDEX delegation_receiver_idx ON read.delegation USING btree (receiver);

create table read.dependency (
  stream text not null,
  source text not null,
  constraint dependency_pkey PRIMARY KEY (stream, source)
);
-- reader: select
-- service: delete, insert, select, update
CREATE INDEX dependency_source_idx ON read.dependency USING btree (source);

create table read.master_agreement (
  stream text not null,
  id text not null,
  version integer not null,
  entry jsonb not null,
  constraint master_agreement_id_key UNIQUE (id),
  constraint master_agreement_pkey PRIMARY KEY (stream)
);
-- reader: select
-- service: delete, insert, select, update

create table read.meeting (
  stream text not null,
  id text not null,
  version integer not null,
  entry jsonb not null,
  constraint meeting_id_key UNIQUE (id),
  constraint meeting_pkey PRIMARY KEY (stream)
);
-- reader: select
-- service: delete, insert, select, update

create table read.open_item (
  stream text not null,
  id text not null,
  kind text not null,
  subject text not null,
  label text not null,
  seat text not null,
  organisation text not null,
  persons text[] not null,
  opened timestamp(3) with time zone not null,
  due timestamp(3) with time zone,
  otherwise text not null,
  constraint open_item_pkey PRIMARY KEY (stream, id)
);
-- reader: select
-- service: delete, insert, select, update
CREATE INDEX open_item_persons_idx ON read.open_item USING gin (persons);

create table read.organisation (
  stream text not null,
  id text not null,
  version integer not null,
  entry jsonb not null,
  constraint organisation_id_key UNIQUE (id),
  constraint organisation_pkey PRIMARY KEY (stream)
);
-- reader: select
-- service: delete, insert, select, update

create table read.person (
  stream text not null,
  id text not null,
  version integer not null,
  entry jsonb not null,
  sealed text,
  constraint person_id_key UNIQUE (id),
  constraint person_pkey PRIMARY KEY (stream)
);
-- reader: select
-- service: delete, insert, select, update

create table read.pilot (
  stream text not null,
  id text not null,
  version integer not null,
  title text not null,
  status text not null,
  stage text,
  step text,
  "end" text,
  since timestamp(3) with time zone not null,
  registered timestamp(3) with time zone not null,
  updated timestamp(3) with time zone not null,
  programme text not null,
  programme_version integer not null,
  region text,
  countries text[] not null,
  organisations text[] not null,
  persons text[] not null,
  submitted boolean not null,
  public boolean not null,
  next_due timestamp(3) with time zone,
  constraint pilot_pkey PRIMARY KEY (stream)
);
-- reader: select
-- service: delete, insert, select, update
CREATE INDEX pilot_countries_idx ON read.pilot USING gin (countries);
CREATE INDEX pilot_next_due_id_idx ON read.pilot USING btree (next_due, id);
CREATE INDEX pilot_organisations_idx ON read.pilot USING gin (organisations);
CREATE INDEX pilot_persons_idx ON read.pilot USING gin (persons);
CREATE INDEX pilot_registered_id_idx ON read.pilot USING btree (registered, id);
CREATE INDEX pilot_title_id_idx ON read.pilot USING btree (title, id);
CREATE INDEX pilot_updated_id_idx ON read.pilot USING btree (updated, id);

create table read.programme (
  stream text not null,
  id text not null,
  published_version integer not null,
  version integer not null,
  entry jsonb not null,
  published timestamp(3) with time zone not null,
  constraint programme_pkey PRIMARY KEY (id, published_version)
);
-- reader: select
-- service: delete, insert, select, update
CREATE INDEX programme_stream_idx ON read.programme USING btree (stream);

create table read.seat (
  stream text not null,
  seat text not null,
  kind text not null,
  organisation text not null,
  country text,
  persons text[] not null,
  constraint seat_pkey PRIMARY KEY (stream, seat)
);
-- reader: select
-- service: delete, insert, select, update
CREATE INDEX seat_persons_idx ON read.seat USING gin (persons);

create table relay.agenda (
  stream text not null,
  version integer not null,
  fold_version integer not null,
  wake_at timestamp(3) with time zone,
  empty boolean not null,
  hash text not null,
  watch_after timestamp(3) with time zone,
  watch_tries integer default 0 not null,
  woken_version integer default 0 not null,
  not_before timestamp(3) with time zone,
  attempts integer default 0 not null,
  constraint agenda_pkey PRIMARY KEY (stream)
);
-- service: delete, insert, select, update
CREATE INDEX agenda_stream_idx ON relay.agenda USING btree (stream) WHERE (NOT empty);
CREATE INDEX agenda_watch_after_idx ON relay.agenda USING btree (watch_after) WHERE (watch_after IS NOT NULL);

create table relay.namespace (
  single boolean default true not null,
  id text not null,
  met_at timestamp(3) with time zone default clock_timestamp() not null,
  constraint namespace_pkey PRIMARY KEY (single),
  constraint namespace_single_check CHECK (single)
);
-- service: delete, insert, select, update

create table relay.notice (
  id uuid default gen_random_uuid() not null,
  person text not null,
  day date not null,
  urgent boolean not null,
  send_at timestamp(3) with time zone not null,
  sent_at timestamp(3) with time zone,
  not_before timestamp(3) with time zone,
  attempts integer default 0 not null,
  constraint notice_pkey PRIMARY KEY (id)
);
-- service: delete, insert, select, update
CREATE INDEX notice_person_sent_at_id_idx ON relay.notice USING btree (person, sent_at DESC, id DESC) WHERE (sent_at IS NOT NULL);
CREATE INDEX notice_send_at_idx ON relay.notice USING btree (send_at) WHERE (sent_at IS NULL);
CREATE UNIQUE INDEX one_digest_a_day ON relay.notice USING btree (person, day) WHERE (NOT urgent);

create table relay.notice_item (
  message bigint not null,
  person text not null,
  notice uuid not null,
  seat text,
  organisation text,
  version integer,
  constraint notice_item_message_fkey FOREIGN KEY (message) REFERENCES relay.outbox(id),
  constraint notice_item_notice_fkey FOREIGN KEY (notice) REFERENCES relay.notice(id),
  constraint notice_item_pkey PRIMARY KEY (message, person)
);
-- service: delete, insert, select, update
CREATE INDEX notice_item_notice_idx ON relay.notice_item USING btree (notice);

create table relay.outbox (
  id bigint generated always as identity not null,
  stream text not null,
  version integer not null,
  kind text not null,
  body jsonb not null,
  created_at timestamp(3) with time zone default clock_timestamp() not null,
  noticed_at timestamp(3) with time zone,
  not_before timestamp(3) with time zone,
  attempts integer default 0 not null,
  constraint outbox_pkey PRIMARY KEY (id)
);
-- service: delete, insert, select, update
CREATE INDEX outbox_id_idx ON relay.outbox USING btree (id) WHERE (noticed_at IS NULL);

create table relay.wake (
  id bigint generated always as identity not null,
  stream text not null,
  version integer not null,
  created_at timestamp(3) with time zone default clock_timestamp() not null,
  constraint wake_pkey PRIMARY KEY (id)
);
-- service: delete, insert, select, update
CREATE INDEX wake_stream_id_idx ON relay.wake USING btree (stream, id);

create table vault.erasure (
  stream text not null,
  erased_at timestamp(3) with time zone not null,
  constraint erasure_pkey PRIMARY KEY (stream)
);
-- service: insert, select

create table vault.person_key (
  stream text not null,
  key bytea not null,
  made_at timestamp(3) with time zone default clock_timestamp() not null,
  constraint person_key_key_check CHECK ((length(key) = 32)),
  constraint person_key_pkey PRIMARY KEY (stream)
);
-- service: delete, insert, select

CREATE OR REPLACE FUNCTION log.append_events(p_events text[], p_heads jsonb, p_used jsonb, p_directory bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
;
-- service: execute

CREATE OR REPLACE FUNCTION log.lock_stream(p_stream text, p_skip boolean DEFAULT false)
 RETURNS TABLE(version integer, hash text, occurred_at timestamp with time zone, now timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  insert into log.stream (stream, version) values (p_stream, 0) on conflict do nothing;
  if p_skip then
    return query select s.version, s.hash, s.occurred_at, date_trunc('milliseconds', clock_timestamp())
      from log.stream s where s.stream = p_stream for update skip locked;
  else
    return query select s.version, s.hash, s.occurred_at, date_trunc('milliseconds', clock_timestamp())
      from log.stream s where s.stream = p_stream for update;
  end if;
end $function$
;
-- service: execute

CREATE OR REPLACE FUNCTION log.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'The record %.% is append-only: % is refused.', tg_table_schema, tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege';
end $function$
;
-- the owner alone
