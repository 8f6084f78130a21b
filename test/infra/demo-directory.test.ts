import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '../../infra/demo/client';
import { createRegistrar } from '../../infra/demo/directory';
import { type Actor, openNotebook } from '../../infra/demo/notebook';
import type { FileOrganisation } from '../../infra/demo/organisations';
import { useApi } from '../support/api';

const api = useApi();
const folders: string[] = [];
let client: Client;

beforeAll(async () => {
  const app = await api.current.another();
  client = createClient(await app.listen({ port: 0, host: '127.0.0.1' }));
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pilots-demo-'));
  folders.push(folder);
  return folder;
};

const actorOf = (handle: string): Actor => {
  const { key = '', person = '', organisation = '' } = api.current.keys[handle] ?? {};
  return { key, person, organisation };
};

/** What a run of the demonstration with this data folder registers by. */
const registrarWith = (folder: string) => {
  const sample = [actorOf('host-government-ke')];
  return createRegistrar(client, actorOf('administrator-1'), sample, openNotebook(folder));
};

const institute: FileOrganisation = { key: 'ref:x1', name: 'An institute', kind: 'academic', country: null };

describe('the directory of the demonstration', () => {
  it('registers an organisation once, also in another run and under another spelling', async () => {
    const folder = newFolder();
    const id = await (await registrarWith(folder)).organisation(institute);
    const again = await registrarWith(folder);
    expect(await again.organisation({ ...institute, name: 'AN INSTITUTE' })).toBe(id);
    expect((await api.current.get(`/v1/organisations/${id}`)).body).toMatchObject({
      name: 'An institute',
      country: null,
      timeZone: 'UTC',
    });
  });

  it('takes the focal point that the directory has, and registers one where it has none', async () => {
    const folder = newFolder();
    const registrar = await registrarWith(folder);
    expect(await registrar.focalPoint('KE')).toBe(actorOf('host-government-ke').organisation);
    const id = await registrar.focalPoint('PE');
    expect(await (await registrarWith(folder)).focalPoint('PE')).toBe(id);
    expect((await api.current.get(`/v1/organisations/${id}`)).body).toMatchObject({
      name: 'Demonstration: national focal point, Peru',
      focalPointFor: 'PE',
      timeZone: 'America/Lima',
    });
  });

  it('lets a sample person act where there is one', async () => {
    const kenya = actorOf('host-government-ke');
    const registrar = await registrarWith(newFolder());
    expect(await registrar.actor(kenya.organisation, 'for Kenya')).toEqual(kenya);
  });

  it('registers a person once; where her key was lost, she gets another', async () => {
    const folder = newFolder();
    const registrar = await registrarWith(folder);
    const organisation = await registrar.organisation(institute);
    const first = await registrar.actor(organisation, 'for An institute');
    expect(await (await registrarWith(folder)).actor(organisation, 'for An institute')).toEqual(first);

    const withoutNotes = await (await registrarWith(newFolder())).actor(organisation, 'for An institute');
    expect(withoutNotes.person).toBe(first.person);
    expect(withoutNotes.key).not.toBe(first.key);
    for (const { key } of [first, withoutNotes]) {
      expect(await client.get('/v1/organisations', key)).toMatchObject({ ok: true });
    }
  });
});
