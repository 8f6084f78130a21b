import { sql } from 'kysely';
import type { Connection } from './transaction';

/**
 * Makes empty tables like the read tables in the schema `read_next`, with the same indexes and rights. What an
 * interrupted rebuild left is thrown away.
 */
export async function prepareNextTables(tx: Connection): Promise<void> {
  await tx.run(sql`drop schema if exists read_next cascade`);
  await tx.run(sql`drop schema if exists read_old cascade`);
  await tx.run(sql`create schema read_next`);
  await tx.run(sql`
    do $$
    declare
      each record;
    begin
      for each in select tablename from pg_tables where schemaname = 'read' order by tablename loop
        execute format('create table read_next.%I (like read.%I including all)', each.tablename, each.tablename);
      end loop;
      for each in
        select table_name, grantee, privilege_type from information_schema.role_table_grants
        where table_schema = 'read' and grantee <> current_user order by 1, 2, 3
      loop
        execute format('grant %s on read_next.%I to %I', each.privilege_type, each.table_name, each.grantee);
      end loop;
      for each in
        select distinct pg_get_userbyid(a.grantee) as grantee from pg_namespace n, aclexplode(n.nspacl) a
        where n.nspname = 'read' and a.grantee <> n.nspowner
      loop
        execute format('grant usage on schema read_next to %I', each.grantee);
      end loop;
    end $$`);
}

/** Puts the next tables in the place of those in use. */
export async function swapTables(tx: Connection): Promise<void> {
  await tx.run(sql`alter schema read rename to read_old`);
  await tx.run(sql`alter schema read_next rename to read`);
}

/** Drops the tables that were in use before. */
export async function dropOldTables(tx: Connection): Promise<void> {
  await tx.run(sql`drop schema read_old cascade`);
}
