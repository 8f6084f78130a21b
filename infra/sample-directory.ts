import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Static, Type } from '@sinclair/typebox';
import { hashOfKey, mintKey } from '../api/api-key';
import type { Commit } from '../db/commit';
import { streamIdFor } from '../db/envelope';
import { isFault } from '../db/faults';
import { type Caller, operatorCaller } from '../workflows/decider';
import { shippedRuleBooks } from '../workflows/programmes/shipped';
import { CannotStart } from './cannot-start';
import { readJson, writeJson } from './files';
import { sampleInstitutions, sampleOrganisations } from './sample-entries';

/** What `keys.json` holds, by handle (api.md, "The local stack"). */
export const SampleKeys = Type.Record(
  Type.String(),
  Type.Object({
    key: Type.String(),
    person: Type.String(),
    organisation: Type.String(),
    seats: Type.Array(Type.String()),
  }),
);
export type SampleKeys = Static<typeof SampleKeys>;

const idOf =
  (kind: 'organisation' | 'person' | 'key') =>
  (handle: string): string =>
    streamIdFor('sample directory', `${kind} ${handle}`);
const organisationId = idOf('organisation');
const personId = idOf('person');
const [first = '', ...otherAdministrators] = sampleInstitutions.administrators;

const mintedKeys = (): SampleKeys =>
  Object.fromEntries(
    Object.entries(sampleOrganisations).flatMap(([organisation, { seats, persons }]) =>
      persons.map((handle) => {
        const ids = { person: personId(handle), organisation: organisationId(organisation) };
        return [handle, { key: mintKey().key, ...ids, seats: [...seats] }];
      }),
    ),
  );

/**
 * Fills an empty directory with the sample and writes `keys.json` (mode 0600) into the data folder. The keys stand
 * in a file before anything is recorded and every command has an id of its own, so that an interrupted load is
 * carried on by the next call; a finished one is left alone.
 *
 * @returns the path of `keys.json`; null when the database holds another directory already
 * @throws CannotStart when the sample is refused
 */
export const loadSample = async (
  commit: Commit,
  dataDir: string,
  now: () => string = () => new Date().toISOString(),
): Promise<string | null> => {
  const file = join(dataDir, 'keys.json');
  if (existsSync(file)) return file;
  const loading = `${file}.loading`;
  const kept = readJson(loading, SampleKeys);
  const keys = kept ?? mintedKeys();
  if (kept === null) writeJson(loading, keys);

  const apiKey = (handle: string) => ({
    keyId: idOf('key')(handle),
    hash: hashOfKey(keys[handle]?.key ?? ''),
    organisation: null,
    label: 'keys.json',
  });
  const keysName = apiKey(first).hash.slice(0, 16);
  const give = async (
    caller: Caller,
    stream: string,
    name: string,
    body: unknown,
  ): Promise<string | null> => {
    // Named by the keys too: without its file a finished sample is somebody else's directory.
    const id = `sample:${keysName}:${name}:${stream}`;
    const answer = await patiently(() => commit(stream, { id, name, body, at: now(), caller }));
    return answer.outcome === 'accepted' ? null : answer.refusal.code;
  };
  const personOf = (handle: string) => `person/${personId(handle)}`;
  const personal = (handle: string) => ({ name: `Sample ${handle}`, email: `${handle}@sample.example` });

  const begun = await give(operatorCaller, personOf(first), 'register-first-administrator', {
    personal: personal(first),
    apiKey: apiKey(first),
  });
  if (begun === 'administrator-exists') {
    rmSync(loading);
    return null;
  }
  expectAccepted('register-first-administrator', begun);
  const administrator: Caller = { door: 'http', person: personId(first), organisation: null };
  const load = async (stream: string, name: string, body: unknown): Promise<void> => {
    expectAccepted(name, await give(administrator, stream, name, body));
  };

  for (const [handle, { name, kind, country, timeZone, focalPoint }] of Object.entries(sampleOrganisations)) {
    await load(`organisation/${organisationId(handle)}`, 'register-organisation', {
      ...{ name, kind },
      ...(country !== undefined && { country }),
      ...(timeZone !== undefined && { timeZone }),
      ...(focalPoint && { focalPointFor: country }),
    });
  }
  for (const [organisation, { persons }] of Object.entries(sampleOrganisations)) {
    for (const handle of persons) {
      const organisations = [organisationId(organisation)];
      if (handle === first) {
        await load(personOf(handle), 'change-person', { organisations });
        continue;
      }
      const rights = rightsOf(handle);
      await load(personOf(handle), 'register-person', { organisations, rights, personal: personal(handle) });
      await load(personOf(handle), 'create-api-key', apiKey(handle));
    }
  }
  const { coordinators, approvingBody, finance, administrators } = sampleInstitutions;
  const institutions = {
    coordinators: coordinators.map(organisationId),
    approvingBody: approvingBody.map(organisationId),
    finance: organisationId(finance),
    administrators: administrators.map(personId),
  };
  for (const ruleBook of shippedRuleBooks) {
    await load(`programme/${ruleBook.id}`, 'publish-programme', { ruleBook, institutions });
  }
  renameSync(loading, file);
  return file;
};

const rightsOf = (handle: string): readonly string[] => {
  if (otherAdministrators.includes(handle)) return ['administrator'];
  return sampleOrganisations['auditor']?.persons.includes(handle) === true ? ['auditor'] : [];
};

const tries = 5;

/** A machine that starts everything at once is slow: what got no answer is sent again with the same id. */
const patiently = async <Answer>(send: () => Promise<Answer>): Promise<Answer> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (attempt === tries || !isFault(error) || !error.retryable) throw error;
      await pause(100 * 2 ** attempt);
    }
  }
};

const expectAccepted = (command: string, refused: string | null): void => {
  if (refused !== null)
    throw new CannotStart(
      `The sample directory was refused (${command}: ${refused}): set DATA_DIR to a new folder.`,
    );
};
