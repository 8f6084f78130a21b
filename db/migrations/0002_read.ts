import type { Migration } from './migration';

/**
 * The read tables. Each row belongs to one stream and is a pure function of its state, so that all of them can
 * be built again beside (architecture.md section 3, "Event log"). Indexes keep their default names: tables that
 * are made `like` these then get the same ones.
 */
export const read: Migration = {
  name: '0002_read',
  sql: `
create schema read;
grant usage on schema read to {service}, {reader};

create table read.pilot (
  stream text primary key,
  id text not null,
  version integer not null,
  title text not null,
  status text not null,
  stage text,
  step text,
  "end" text,
  since timestamptz(3) not null,
  registered timestamptz(3) not null,
  updated timestamptz(3) not null,
  programme text not null,
  programme_version integer not null,
  region text,
  countries text[] not null,
  organisations text[] not null,
  persons text[] not null,
  submitted boolean not null,
  public boolean not null,
  next_due timestamptz(3)
);
create index on read.pilot (title, id);
create index on read.pilot (updated, id);
create index on read.pilot (registered, id);
create index on read.pilot (next_due, id);
create index on read.pilot using gin (countries);
create index on read.pilot using gin (organisations);
create index on read.pilot using gin (persons);

create table read.seat (
  stream text not null,
  seat text not null,
  kind text not null,
  organisation text not null,
  country text,
  persons text[] not null,
  primary key (stream, seat)
);
create index on read.seat using gin (persons);

create table read.open_item (
  stream text not null,
  id text not null,
  kind text not null,
  subject text not null,
  label text not null,
  seat text not null,
  organisation text not null,
  persons text[] not null,
  opened timestamptz(3) not null,
  due timestamptz(3),
  otherwise text not null,
  primary key (stream, id)
);
create index on read.open_item using gin (persons);

create table read.organisation (
  stream text primary key,
  id text not null unique,
  version integer not null,
  entry jsonb not null
);

create table read.person (
  stream text primary key,
  id text not null unique,
  version integer not null,
  entry jsonb not null,
  sealed text
);

create table read.api_key (
  stream text not null,
  key_id text not null,
  hash text not null,
  person text not null,
  organisation text,
  label text not null,
  created timestamptz(3) not null,
  revoked timestamptz(3),
  primary key (stream, key_id)
);
create index on read.api_key (hash);

create table read.programme (
  stream text not null,
  id text not null,
  published_version integer not null,
  version integer not null,
  entry jsonb not null,
  published timestamptz(3) not null,
  primary key (id, published_version)
);
create index on read.programme (stream);

grant select, insert, update, delete on all tables in schema read to {service};
grant select on all tables in schema read to {reader};
`,
};
