import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { makeFirstAdministrator } from '../../api/first-administrator';
import { hashOfKey } from '../../api/api-key';
import type { Commit } from '../../db/commit';
import { fault } from '../../db/faults';
import { projections } from '../../db/projections';
import { findApiKey } from '../../db/queries/api-keys';
import { connection } from '../../db/transaction';
import { loadSample, type SampleKeys } from '../../infra/sample-directory';
import { deciders } from '../../workflows/registry';
import { useLog } from '../support/log';

const at = '2027-03-01T09:00:00.000Z';
const now = () => at;
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'sample-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true });
});

describe('the sample directory', () => {
  const log = useLog({ deciders, projections });
  const events = async () =>
    (await connection(log.current.database).run(sql<{ n: number }>`select count(*) as n from log.event`))[0]
      ?.n;
  const dataDir = folder();
  const file = join(dataDir, 'keys.json');

  it('goes on where it was interrupted, with the keys that it had made', async () => {
    let left = 20;
    const interrupted: Commit = (stream, input) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('Killed.')) : log.current.commit(stream, input);
    };
    await expect(loadSample(interrupted, dataDir, now)).rejects.toThrow('Killed.');
    expect(existsSync(file)).toBe(false);
    expect(await loadSample(log.current.commit, dataDir, now)).toBe(file);
  });

  it('has a person with a key in force for every seat, for this user’s eyes alone', async () => {
    const keys = JSON.parse(readFileSync(file, 'utf8')) as SampleKeys;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const seats = Object.values(keys).flatMap((each) => each.seats);
    const count = (seat: string) => seats.filter((each) => each === seat).length;
    expect({
      coordinator: count('coordinator'),
      host_government: count('host_government'),
      approving_body: count('approving_body'),
    }).toEqual({ coordinator: 2, host_government: 2, approving_body: 3 });
    for (const seat of [
      'proponent',
      'provider',
      'beneficiary',
      'facilitator',
      'funder',
      'reviewer',
      'finance',
      'evaluator',
      'observer',
      'auditor',
      'administrator',
    ])
      expect([seat, count(seat) > 0]).toEqual([seat, true]);
    for (const { key, person, organisation } of Object.values(keys)) {
      const found = await findApiKey(log.current.database, hashOfKey(key));
      expect(found).toMatchObject({
        person,
        revoked: null,
        holder: { organisations: [organisation], active: true },
      });
    }
  });

  it('sends again what a slow machine did not answer', async () => {
    const lost = new Set<string>();
    const slow: Commit = (stream, input) => {
      if (lost.has(input.id)) return log.current.commit(stream, input);
      lost.add(input.id);
      return Promise.reject(fault('busy', 'Too much to do.'));
    };
    expect(await loadSample(slow, folder(), now)).toBeNull();
    expect(lost.size).toBe(1);
  });

  it('is loaded once: a restart changes nothing', async () => {
    const [before, keys] = [await events(), readFileSync(file, 'utf8')];
    expect(await loadSample(log.current.commit, dataDir, now)).toBe(file);
    expect([await events(), readFileSync(file, 'utf8')]).toEqual([before, keys]);
  });

  it('leaves a directory alone that somebody else began', async () => {
    const other = folder();
    const before = await events();
    expect(await loadSample(log.current.commit, other, now)).toBeNull();
    expect(await events()).toBe(before);
    expect(existsSync(join(other, 'keys.json.loading'))).toBe(false);
  });
});

describe('the first administrator', () => {
  const log = useLog({ deciders, projections });

  it('is made once, also when two are asked for at the same instant', async () => {
    const { commit } = log.current;
    const made = await Promise.all(
      [1, 2, 3].map((n) => makeFirstAdministrator(commit, { name: `Admin ${n}`, at })),
    );
    expect(made.map(({ outcome }) => outcome).sort()).toEqual(['made', 'refused', 'refused']);
    const [first] = made.flatMap((each) => (each.outcome === 'made' ? [each] : []));
    expect(await findApiKey(log.current.database, hashOfKey(first?.key ?? ''))).toMatchObject({
      person: first?.person,
      holder: { rights: ['administrator'], active: true },
    });
    expect(await makeFirstAdministrator(commit, { name: 'Late', at })).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('ask') as unknown,
    });
  });
});

describe('the first administrator, while the database does not answer', () => {
  const log = useLog({ deciders, projections });

  it('gets the key all the same, when the answer was lost after the commit', async () => {
    let lost = 0;
    const forgetful: Commit = async (stream, input) => {
      const answer = await log.current.commit(stream, input);
      if ((lost += 1) < 2) throw fault('unavailable', 'Lost.');
      return answer;
    };
    const made = await makeFirstAdministrator(forgetful, { name: 'Admin', at });
    expect(made).toMatchObject({ outcome: 'made' });
    expect(lost).toBe(2);
  });

  it('is told that nobody knows, when no answer comes at all', async () => {
    const silent: Commit = () => Promise.reject(fault('unavailable', 'Away.'));
    expect((await makeFirstAdministrator(silent, { name: 'Admin', at })).outcome).toBe('unknown');
  });
});
