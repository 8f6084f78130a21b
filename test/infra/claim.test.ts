import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claim } from '../../infra/claim';
import { markOf } from '../../infra/processes';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claim-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('a claim on a folder', () => {
  it('is held by one at a time, however many come at once', async () => {
    let holders = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      const held = await claim(folder, 'work', 20_000);
      if ('heldBy' in held) throw new Error('It waited too long.');
      most = Math.max(most, (holders += 1));
      await new Promise(setImmediate);
      holders -= 1;
      held.release();
    };
    await Promise.all(Array.from({ length: 5 }, work));
    expect(most).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused to others with the process that holds it, and free after the release', async () => {
    const first = await claim(folder, 'work', 0);
    expect(await claim(folder, 'work', 0)).toEqual({ heldBy: markOf(process.pid) });
    if ('release' in first) first.release();
    expect(await claim(folder, 'work', 0)).toHaveProperty('release');
  });

  it('is one for each name', async () => {
    await claim(folder, 'work', 0);
    expect(await claim(folder, 'play', 0)).toHaveProperty('release');
  });

  it('ends with its process', async () => {
    const holder = spawn('sleep', ['60']);
    const mark = markOf(holder.pid ?? 0);
    writeFileSync(join(folder, 'work.other.claim'), JSON.stringify(mark));
    expect(await claim(folder, 'work', 0)).toEqual({ heldBy: mark });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await claim(folder, 'work', 0)).toHaveProperty('release');
  });

  it('is not held by another process that has got the pid', async () => {
    writeFileSync(
      join(folder, 'work.other.claim'),
      JSON.stringify({ pid: process.pid, startedAt: 'long ago' }),
    );
    expect(await claim(folder, 'work', 0)).toHaveProperty('release');
  });
});
