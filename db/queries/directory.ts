import { sql } from 'kysely';
import type { Instant } from '../../workflows/decider';
import type { OrganisationEntry, PersonEntry } from '../../workflows/directory/entries';
import type { Programme } from '../../workflows/programmes/rule-book';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { unseal } from '../vault';
import { type Page, pageOf, type PageRequest, readCursor } from './page';

/** An entry of the directory with its name, address, phone and language; null where they were erased. */
export interface PersonRead extends PersonEntry {
  readonly personal: unknown;
}

/** A published version of a programme. */
export interface ProgrammeRead {
  readonly programme: Programme;
  readonly published: Instant;
}

/** Organisations by name; `q` is part of the name. */
export async function listOrganisations(
  database: Database,
  request: PageRequest & { readonly country?: string | undefined; readonly q?: string | undefined },
): Promise<Page<OrganisationEntry>> {
  const { limit, country, q } = request;
  const [name, id] = readCursor(request.cursor, 2) ?? [null, null];
  const rows = await connection(database).run(sql<{ entry: OrganisationEntry }>`
    select entry from read.organisation
    where (${name}::text is null or (entry ->> 'name', id) > (${name}, ${id}))
      and (${country ?? null}::text is null or entry ->> 'country' = ${country ?? null})
      and (${q ?? null}::text is null or strpos(lower(entry ->> 'name'), lower(${q ?? null})) > 0)
    order by entry ->> 'name', id limit ${limit + 1}`);
  const page = pageOf(rows, limit, ({ entry }) => [entry.name, entry.id]);
  return { ...page, items: page.items.map(({ entry }) => entry) };
}

/** One organisation, undefined where there is none of this id. */
export async function findOrganisation(
  database: Database,
  id: string,
): Promise<OrganisationEntry | undefined> {
  const [row] = await connection(database).run(
    sql<{ entry: OrganisationEntry }>`select entry from read.organisation where id = ${id}`,
  );
  return row?.entry;
}

interface SealedRow {
  entry: PersonEntry;
  stream: string;
  sealed: string | null;
  key: Buffer | null;
}

/** Persons by id, of one organisation or of all. */
export async function listPersons(
  database: Database,
  request: PageRequest & { readonly organisation?: string | undefined },
): Promise<Page<PersonRead>> {
  const { limit, organisation } = request;
  const [id] = readCursor(request.cursor, 1) ?? [null];
  const rows = await connection(database).run(sql<SealedRow>`
    select p.entry, p.stream, p.sealed, k.key from read.person p left join vault.person_key k using (stream)
    where (${id}::text is null or p.id > ${id})
      and (${organisation ?? null}::text is null or p.entry -> 'organisations' ? ${organisation ?? ''})
    order by p.id limit ${limit + 1}`);
  const page = pageOf(rows, limit, ({ entry }) => [entry.id]);
  return { ...page, items: page.items.map(opened) };
}

/** Persons by their ids; those that are not there are left out. */
export async function findPersons(
  database: Database,
  ids: readonly string[],
): Promise<readonly PersonRead[]> {
  const rows = await connection(database).run(sql<SealedRow>`
    select p.entry, p.stream, p.sealed, k.key from read.person p left join vault.person_key k using (stream)
    where p.id = any (${ids}::text[]) order by p.id`);
  return rows.map(opened);
}

const opened = ({ entry, stream, sealed, key }: SealedRow): PersonRead => ({
  ...entry,
  personal: sealed === null || key === null ? null : unseal(key, stream, sealed),
});

/** The newest version of every programme, by id. */
export async function listProgrammes(database: Database, request: PageRequest): Promise<Page<ProgrammeRead>> {
  const [id] = readCursor(request.cursor, 1) ?? [null];
  const rows = await connection(database).run(sql<ProgrammeRead>`
    select distinct on (id) entry as programme, published from read.programme
    where ${id}::text is null or id > ${id}
    order by id, published_version desc limit ${request.limit + 1}`);
  return pageOf(rows, request.limit, ({ programme }) => [programme.ruleBook.id]);
}

/** A version of a programme, or its newest; undefined where there is none. */
export async function findProgramme(
  database: Database,
  id: string,
  version: number | null = null,
): Promise<ProgrammeRead | undefined> {
  const [row] = await connection(database).run(sql<ProgrammeRead>`
    select entry as programme, published from read.programme
    where id = ${id} and (${version}::integer is null or published_version = ${version})
    order by published_version desc limit 1`);
  return row;
}
