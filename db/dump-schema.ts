import { sql } from 'kysely';
import type { Connection } from './transaction';

/** The names of the roles, which the dump calls service and reader. */
export interface DumpedRoles {
  readonly service: string;
  readonly reader: string;
}

const schemas = sql`n.nspname in ('log', 'read', 'relay', 'vault') or (n.nspname = 'public' and c.relname = 'migration')`;

/** What others than its owner may do with an object, in words that are the same on every machine. */
const rights = (acl: string, owner: string) => sql`coalesce((
  select string_agg(format('-- %s: %s', grantee, privileges), e'\n' order by grantee) from (
    select case when a.grantee = 0 then 'everybody' else pg_get_userbyid(a.grantee)::text end as grantee,
      string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as privileges
    from aclexplode(${sql.raw(acl)}) a where a.grantee <> ${sql.raw(owner)} group by 1
  ) granted), '-- the owner alone')`;

const tables = sql<{ text: string }>`
  select format(e'create table %s.%s (\n%s\n);\n%s%s', n.nspname, c.relname, (
    select string_agg(line, e',\n' order by place, line) from (
      select a.attnum as place, format('  %I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attgenerated = 's' then format(' generated always as %s stored', pg_get_expr(d.adbin, d.adrelid))
          when a.attidentity = 'a' then ' generated always as identity'
          when d.adbin is not null then format(' default %s', pg_get_expr(d.adbin, d.adrelid)) else '' end,
        case when a.attnotnull then ' not null' else '' end, '') as line
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      union all
      select 10000, format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
    ) lines), ${rights('c.relacl', 'c.relowner')}, coalesce((
    select string_agg(e'\n' || line, '' order by line) from (
      select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i
      where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
      union all
      select pg_get_triggerdef(t.oid) || ';' || case t.tgenabled when 'A' then ' -- always' else '' end
      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
    ) others), '')) as text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and (${schemas}) order by n.nspname, c.relname`;

const functions = sql<{ text: string }>`
  select format(e'%s;\n%s', pg_get_functiondef(p.oid), ${rights('p.proacl', 'p.proowner')}) as text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('log', 'read', 'relay', 'vault') order by n.nspname, p.proname`;

const namespaces = sql<{ text: string }>`
  select format(e'create schema %s;\n%s', n.nspname, ${rights('n.nspacl', 'n.nspowner')}) as text from pg_namespace n
  where n.nspname in ('log', 'read', 'relay', 'vault') order by n.nspname`;

/** The shape of the database as text: the same for the same shape, on every machine (`db/schema.sql`). */
export async function dumpSchema(on: Connection, roles: DumpedRoles): Promise<string> {
  const parts = [...(await on.run(namespaces)), ...(await on.run(tables)), ...(await on.run(functions))];
  const text = parts.map((part) => part.text.trimEnd()).join('\n\n');
  const named = text
    .replaceAll(`-- ${roles.service}:`, '-- service:')
    .replaceAll(`-- ${roles.reader}:`, '-- reader:');
  return `-- What the migrations make; written by: npm run schema:dump\n\n${named}\n`;
}
