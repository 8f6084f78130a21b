import type { Migration } from './migration';

/**
 * The keys of persons. Deleting one erases the person's name, address, phone and language wherever they are
 * sealed (architecture.md section 3, "Event log"). The reader role does not see this schema.
 */
export const vault: Migration = {
  name: '0004_vault',
  sql: `
create schema vault;
grant usage on schema vault to {service};

create table vault.person_key (
  stream text primary key,
  key bytea not null check (length(key) = 32),
  made_at timestamptz(3) not null default clock_timestamp()
);

create table vault.erasure (
  stream text primary key,
  erased_at timestamptz(3) not null
);

grant select, insert, delete on vault.person_key to {service};
grant select, insert on vault.erasure to {service};
`,
};
