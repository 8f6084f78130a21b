import type { Migration } from './migration';

/**
 * What passes to Temporal and to people: agendas, wakes, messages, and the namespace that was met last
 * (architecture.md section 3, "Wake"). Only hints and state of the relay: none of it is record.
 */
export const relay: Migration = {
  name: '0003_relay',
  sql: `
create schema relay;
grant usage on schema relay to {service};

create table relay.agenda (
  stream text primary key,
  version integer not null,
  fold_version integer not null,
  wake_at timestamptz(3),
  empty boolean not null,
  hash text not null,
  watch_after timestamptz(3),
  watch_tries integer not null default 0,
  woken_version integer not null default 0,
  not_before timestamptz(3),
  attempts integer not null default 0
);
create index on relay.agenda (watch_after) where watch_after is not null;
create index on relay.agenda (stream) where not empty;

create table relay.wake (
  id bigint generated always as identity primary key,
  stream text not null,
  version integer not null,
  created_at timestamptz(3) not null default clock_timestamp()
);
create index on relay.wake (stream, id);

create table relay.outbox (
  id bigint generated always as identity primary key,
  stream text not null,
  version integer not null,
  kind text not null,
  body jsonb not null,
  created_at timestamptz(3) not null default clock_timestamp()
);

create table relay.namespace (
  single boolean primary key default true check (single),
  id text not null,
  met_at timestamptz(3) not null default clock_timestamp()
);

grant select, insert, update, delete on all tables in schema relay to {service};
`,
};
