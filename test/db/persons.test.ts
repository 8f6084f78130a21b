import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyErasures, erasePerson } from '../../db/erasure';
import { openLog } from '../../db/open-log';
import { findPersons, listPersons } from '../../db/queries/directory';
import { historyPage } from '../../db/queries/history';
import { newPersonKey, seal, unseal } from '../../db/vault';
import { verify } from '../../db/verify';
import { ada, command, smallDirectory, useLog } from '../support/log';

const log = useLog();
const registerPia = command(
  'register-person',
  { organisations: [], personal: { name: 'Pia Wanjiru' } },
  { caller: ada },
);
const at = '2027-03-02T09:00:00.000Z';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'erasures-'));
  file = join(folder, 'erasures.jsonl');
  await smallDirectory(log.current.commit);
});
afterAll(() => rm(folder, { recursive: true }));

/** The tables in which a word stands anywhere, in any column. */
async function placesOf(word: string): Promise<string[]> {
  const { rows } = log.current;
  const tables = await rows<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('log', 'read', 'relay', 'vault', 'public')`);
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const hits = await rows(`select from ${name} each where each::text like $1`, [`%${word}%`]);
      return hits.length > 0 ? [name] : [];
    }),
  );
  return found.flat();
}

describe('personal data', () => {
  it('stands nowhere in the database and in no line of the log in the clear', async () => {
    expect(await placesOf('Wanjiru')).toEqual([]);
    expect(JSON.stringify(log.current.lines)).not.toContain('Wanjiru');
    expect(await placesOf('Ministry of Environment')).not.toEqual([]);
  });

  it('is opened for those who may read the directory', async () => {
    expect(await findPersons(log.current.database, ['pia', 'nobody'])).toEqual([
      expect.objectContaining({ id: 'pia', organisations: ['ministry'], personal: { name: 'Pia Wanjiru' } }),
    ]);
    const { items } = await listPersons(log.current.database, { limit: 10, organisation: 'ministry' });
    expect(items.map(({ id }) => id)).toEqual(['pia']);
  });

  it('is part of what tells two contents of one key apart, without being guessable from what is kept', async () => {
    const { commit, rows } = log.current;
    const stream = 'person/olu';
    const register = { ...registerPia, id: 'register-olu' };
    await commit(stream, register);
    expect(await commit(stream, register)).toMatchObject({ replayed: true });
    const other = { ...register, body: { organisations: [], personal: { name: 'Other' } } };
    await expect(commit(stream, other)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await commit('person/oda', register);
    const hashes = await rows(
      `select distinct content_hash from log.outcome where command_id = 'register-olu'`,
    );
    expect(hashes).toHaveLength(2);
  });

  it('of a person who was refused is not guessable either, and the refusal is given again', async () => {
    const { commit } = log.current;
    const stream = 'person/refused';
    const register = command(
      'register-person',
      { organisations: ['nowhere'], personal: { name: 'Pia Wanjiru' } },
      { caller: ada },
    );
    const refused = await commit(stream, register);
    expect(refused).toMatchObject({ outcome: 'refused' });
    expect(await commit(stream, register)).toEqual({ ...refused, replayed: true });
    const again = await commit(stream, { ...registerPia, id: 'corrected' });
    expect(again).toMatchObject({ outcome: 'accepted', version: 1 });
    expect(await findPersons(log.current.database, ['refused'])).toEqual([
      expect.objectContaining({ personal: { name: 'Pia Wanjiru' } }),
    ]);
  });

  it('opens only with its key, for its stream, and unaltered', () => {
    const key = newPersonKey();
    const sealed = seal(key, 'person/pia', { name: 'Pia' });
    expect(unseal(key, 'person/pia', sealed)).toEqual({ name: 'Pia' });
    expect(seal(key, 'person/pia', { name: 'Pia' })).not.toBe(sealed);
    expect(() => unseal(newPersonKey(), 'person/pia', sealed)).toThrow();
    expect(() => unseal(key, 'person/olu', sealed)).toThrow();
    expect(() =>
      unseal(
        key,
        'person/pia',
        sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      ),
    ).toThrow();
  });
});

describe('erasing a person', () => {
  it('takes name and address away for good, and leaves what she did', async () => {
    const { commit, database } = log.current;
    const change = command('change-person', { personal: { name: 'Pia W.' } }, { caller: ada });
    const before = await commit('person/pia', change);
    expect(await erasePerson(database, { person: 'pia', at, file })).toBe(true);
    expect(await erasePerson(database, { person: 'pia', at, file })).toBe(false);
    expect(await findPersons(database, ['pia'])).toEqual([
      expect.objectContaining({ id: 'pia', personal: null }),
    ]);
    expect((await historyPage(database, 'person/pia', { limit: 10 })).items.map(({ type }) => type)).toEqual([
      'person-registered',
      'person-changed',
    ]);
    expect(await verify(database, { from: 'all' })).toMatchObject({ broken: null });
    expect(await commit('person/pia', change)).toEqual({ ...before, replayed: true });
  });

  it('takes no new personal data in, but everything else', async () => {
    const { commit } = log.current;
    const change = command('change-person', { personal: { name: 'Pia again' } }, { caller: ada });
    expect(await commit('person/pia', change)).toMatchObject({ refusal: { code: 'person-erased' } });
    const leave = command('deactivate-person', { reason: 'Has left.' }, { caller: ada });
    expect(await commit('person/pia', leave)).toMatchObject({ outcome: 'accepted' });
  });

  it('holds after an older backup was restored', async () => {
    const { commit, database, rows, options, key, connect } = log.current;
    await commit('person/zoe', { ...registerPia, id: 'register-zoe' });
    await rows('create table public.backup as select * from vault.person_key');
    await erasePerson(database, { person: 'zoe', at, file });
    await rows(`insert into vault.person_key select * from public.backup on conflict do nothing`);
    await rows(`delete from vault.erasure`);
    await rows('drop table public.backup');
    expect((await findPersons(database, ['zoe']))[0]?.personal).toEqual({ name: 'Pia Wanjiru' });
    const restarted = await connect();
    expect(
      await openLog({ database: restarted, key, logger: options.logger, erasuresFile: file }),
    ).toBeNull();
    expect((await findPersons(database, ['zoe']))[0]?.personal).toBeNull();
    expect(log.current.lines.at(-1)).toMatchObject({ persons: 1 });
    expect(await applyErasures(database, file)).toBe(0);
  });

  it('needs a list that can be read, and says which line cannot', async () => {
    const bad = join(folder, 'bad.jsonl');
    await writeFile(bad, '{"person":"a","erasedAt":"2027-01-01T00:00:00.000Z"}\n{"person":\n');
    await expect(applyErasures(log.current.database, bad)).rejects.toThrow('Line 2');
    expect(await applyErasures(log.current.database, join(folder, 'none.jsonl'))).toBe(0);
  });
});
