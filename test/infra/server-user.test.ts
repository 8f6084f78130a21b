import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresPrograms } from '../../infra/postgres-cluster';
import { serverUser, sharedCopy } from '../../infra/server-user';

const isRoot = process.getuid?.() === 0;

describe('the user of PostgreSQL', () => {
  it('is another one than root', async () => {
    const { user } = await postgresPrograms();
    expect(user === null).toBe(!isRoot);
    expect(user?.uid).not.toBe(0);
  });

  // Only root runs PostgreSQL as somebody else, and only it may place the copy.
  (isRoot ? it : it.skip)('gets a copy of programs that stand in a closed folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'closed-'));
    const program = join(folder, 'native', 'bin', 'program');
    mkdirSync(join(folder, 'native', 'bin'), { recursive: true });
    writeFileSync(program, '#!/bin/sh\necho it runs\n', { mode: 0o700 });
    chmodSync(folder, 0o700);
    const asItsUser = { ...serverUser(), cwd: '/', encoding: 'utf8' } as const;
    const key = `test-${process.pid}`;
    const copy = await sharedCopy(join(folder, 'native'), key);
    try {
      expect(() => execFileSync(program, asItsUser)).toThrow('EACCES');
      expect(execFileSync(join(copy, 'bin', 'program'), asItsUser)).toBe('it runs\n');
      expect(await sharedCopy(join(folder, 'native'), key)).toBe(copy);
    } finally {
      for (const each of [copy, folder]) rmSync(each, { recursive: true });
    }
  });
});
