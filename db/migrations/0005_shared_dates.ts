import type { Migration } from './migration';

/** Meetings and master agreements that many pilots share, and which pilots depend on which of them. */
export const sharedDates: Migration = {
  name: '0005_shared_dates',
  sql: `
create table read.meeting (
  stream text primary key,
  id text not null unique,
  version integer not null,
  entry jsonb not null
);

create table read.master_agreement (
  stream text primary key,
  id text not null unique,
  version integer not null,
  entry jsonb not null
);

create table read.dependency (
  stream text not null,
  source text not null,
  primary key (stream, source)
);
create index on read.dependency (source);

grant select, insert, update, delete on read.meeting, read.master_agreement, read.dependency to {service};
grant select on read.meeting, read.master_agreement, read.dependency to {reader};
`,
};
