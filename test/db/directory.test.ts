import { createDirectory, type Directory } from '../../db/directory';
import { findApiKey, apiKeysOf } from '../../db/queries/api-keys';
import {
  findOrganisation,
  findProgramme,
  listOrganisations,
  listProgrammes,
} from '../../db/queries/directory';
import { connection } from '../../db/transaction';
import { gefMediumRules, sscPilotRules } from '../../workflows/programmes/shipped';
import { ada, command, smallDirectory, useLog } from '../support/log';

const log = useLog();
let directory: Directory;

/** As `commit` does: up to what the log says now. */
const open = async (kept: Directory = directory) => {
  await kept.refresh(connection(log.current.database), Infinity);
  return kept.open();
};
async function must(stream: string, name: string, body: unknown, more: object = {}): Promise<void> {
  const answer = await log.current.commit(stream, command(name, body, { caller: ada, ...more }));
  if (answer.outcome === 'refused') throw new Error(JSON.stringify(answer.refusal));
}

beforeAll(async () => {
  const { commit } = log.current;
  await smallDirectory(commit);
  for (const id of ['unit', 'board', 'treasury']) {
    await must(`organisation/${id}`, 'register-organisation', {
      name: `The ${id}`,
      kind: 'un_agency',
      timeZone: 'UTC',
    });
  }
  await must(`programme/${sscPilotRules.id}`, 'publish-programme', { ruleBook: sscPilotRules, institutions });
});
beforeEach(() => {
  directory = createDirectory();
});

const institutions = {
  coordinators: ['unit'],
  approvingBody: ['board'],
  finance: 'treasury',
  administrators: ['ada'],
};

describe('the directory of a process', () => {
  it('shows what the log says, and notes what was used of it', async () => {
    const { context, used } = await open();
    expect(context.organisation('ministry')).toMatchObject({ id: 'ministry', version: 1, country: 'KE' });
    expect(context.person('pia')).toMatchObject({ organisations: ['ministry'], active: true });
    expect(context.person('nobody')).toBeUndefined();
    expect(context.latestProgramme(sscPilotRules.id)?.ruleBook.version).toBe(1);
    expect(used()).toEqual({
      entries: {
        'organisation/ministry': 1,
        'person/pia': 1,
        'person/nobody': 0,
        [`programme/${sscPilotRules.id}`]: 1,
      },
      whole: null,
    });
  });

  it('rests on all of itself where the answer is that there is nothing, or who there is', async () => {
    const asks: ((of: Awaited<ReturnType<typeof open>>['context']) => unknown)[] = [
      (context) => context.focalPoint('MW'),
      (context) => context.coordinates('ministry'),
      (context) => context.withoutAdministrator,
      (context) => context.personsOf('ministry'),
    ];
    for (const ask of asks) {
      const { context, used } = await open();
      ask(context);
      expect(used().whole).toBeGreaterThan(0);
    }
    const { context, used } = await open();
    expect(context.focalPoint('KE')?.id).toBe('ministry');
    expect(context.coordinates('unit')).toBe(true);
    expect(used()).toMatchObject({ entries: { 'organisation/ministry': 1 }, whole: null });
  });

  it('answers each question as the log stands', async () => {
    const { context } = await open();
    expect(context.focalPoint('MW')).toBeUndefined();
    expect(context.coordinates('ministry')).toBe(false);
    expect(context.withoutAdministrator).toBe(false);
    expect(context.personsOf('ministry').map(({ id }) => id)).toEqual(['pia']);
    expect(context.programme(sscPilotRules.id, 1)?.institutions).toEqual(institutions);
    expect(context.programme(sscPilotRules.id, 2)).toBeUndefined();
    expect(createDirectory().open().context.withoutAdministrator).toBe(true);
  });

  it('reads only what moved since, and never goes back', async () => {
    await open();
    await must('organisation/unit', 'change-organisation', { name: 'The new unit' });
    let rows = 0;
    const counting = connection(log.current.database);
    await directory.refresh(
      {
        async run(query) {
          const answer = await counting.run(query);
          rows += (answer as { organisations?: unknown[] }[])[0]?.organisations?.length ?? 0;
          return answer;
        },
      },
      Infinity,
    );
    expect(rows).toBe(1);
    expect(directory.open().context.organisation('unit')).toMatchObject({ name: 'The new unit', version: 2 });
  });

  it('is not read where it is as new as the stream that needs it', async () => {
    const { context } = await open();
    await directory.refresh({ run: () => Promise.reject(new Error('not needed')) }, 1);
    expect(context.organisation('ministry')).toBeDefined();
  });

  it('knows every published version of a programme, and the newest', async () => {
    const next = { ...sscPilotRules, version: 2 };
    await must(`programme/${sscPilotRules.id}`, 'publish-version', { ruleBook: next, institutions });
    const { context } = await open();
    expect(context.programme(sscPilotRules.id, 1)?.ruleBook.version).toBe(1);
    expect(context.latestProgramme(sscPilotRules.id)?.ruleBook.version).toBe(2);
    const { database } = log.current;
    expect((await findProgramme(database, sscPilotRules.id))?.programme.ruleBook.version).toBe(2);
    expect((await findProgramme(database, sscPilotRules.id, 1))?.programme.ruleBook.version).toBe(1);
    expect(await findProgramme(database, 'none')).toBeUndefined();
    await must(`programme/${gefMediumRules.id}`, 'publish-programme', {
      ruleBook: gefMediumRules,
      institutions,
    });
    const first = await listProgrammes(database, { limit: 1 });
    const second = await listProgrammes(database, { limit: 1, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ programme }) => programme.ruleBook.id)).toEqual(
      [gefMediumRules.id, sscPilotRules.id].sort(),
    );
    expect(second.next).toBeNull();
  });
});

describe('the lists of the directory', () => {
  it('find organisations by name and country, page by page', async () => {
    const { database } = log.current;
    const names = async (more: object) =>
      (await listOrganisations(database, { limit: 10, ...more })).items.map(({ id }) => id);
    expect(await names({ country: 'KE' })).toEqual(['ministry']);
    expect(await names({ q: 'OARD' })).toEqual(['board']);
    const first = await listOrganisations(database, { limit: 3 });
    const rest = await listOrganisations(database, { limit: 3, cursor: first.next ?? '' });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(await names({}));
    expect(await findOrganisation(database, 'ministry')).toMatchObject({ name: 'Ministry of Environment' });
    expect(await findOrganisation(database, 'none')).toBeUndefined();
  });

  it('find an API key by its hash alone, revoked or not', async () => {
    const { commit, database } = log.current;
    const pia = { door: 'http', person: 'pia', organisation: null } as const;
    const hash = 'b'.repeat(64);
    const key = { keyId: 'k1', hash, organisation: 'ministry', label: 'laptop' };
    await commit('person/pia', command('create-api-key', key, { caller: pia }));
    expect(await findApiKey(database, hash)).toMatchObject({
      ...key,
      person: 'pia',
      revoked: null,
      holder: { id: 'pia', active: true },
    });
    await commit('person/pia', command('revoke-api-key', { keyId: 'k1' }, { caller: pia }));
    expect((await findApiKey(database, hash))?.revoked).not.toBeNull();
    expect((await apiKeysOf(database, 'pia', { limit: 5 })).items).toHaveLength(1);
    expect(await findApiKey(database, 'c'.repeat(64))).toBeUndefined();
  });

  it('give the key that came first, should a hash stand twice', async () => {
    const { database } = log.current;
    const again = { keyId: 'copied', hash: 'a'.repeat(64), organisation: null, label: 'not mine' };
    await must('person/pia', 'create-api-key', again, { at: '2027-03-02T09:00:00.000Z' });
    expect((await findApiKey(database, 'a'.repeat(64)))?.person).toBe('ada');
  });
});
