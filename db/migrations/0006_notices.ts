import type { Migration } from './migration';

/**
 * What persons are told of the messages of the outbox (lifecycle.md section 4): notices, the digests among them one
 * for each person and day, and which message stands in which. Ids and dates alone; texts are composed when they are
 * read, in a language that stands nowhere here.
 */
export const notices: Migration = {
  name: '0006_notices',
  sql: `
alter table relay.outbox
  add column noticed_at timestamptz(3),
  add column not_before timestamptz(3),
  add column attempts integer not null default 0;
create index on relay.outbox (id) where noticed_at is null;

create table relay.notice (
  id uuid primary key default gen_random_uuid(),
  person text not null,
  day date not null,
  urgent boolean not null,
  send_at timestamptz(3) not null,
  sent_at timestamptz(3),
  not_before timestamptz(3),
  attempts integer not null default 0
);
create unique index one_digest_a_day on relay.notice (person, day) where not urgent;
create index on relay.notice (send_at) where sent_at is null;
create index on relay.notice (person, sent_at desc, id desc) where sent_at is not null;

create table relay.notice_item (
  message bigint not null references relay.outbox (id),
  person text not null,
  notice uuid not null references relay.notice (id),
  seat text,
  organisation text,
  version integer,
  primary key (message, person)
);
create index on relay.notice_item (notice);

grant select, insert, update, delete on relay.notice, relay.notice_item to {service};
`,
};
