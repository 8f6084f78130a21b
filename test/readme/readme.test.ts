import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { configurationOf } from '../../infra/environment';
import { withEnvironmentTable } from '../../infra/environment-table';
import { type Everything, startEverything } from '../../infra/everything';
import { projectRoot } from '../../infra/node-part';
import { freePorts } from '../../infra/ports';
import { dependencies, devDependencies, engines, scripts } from '../../package.json';
import { alike, readme, shownIn } from './shown';

describe('The README', () => {
  it('names every dependency with its reason, and no other', () => {
    const table = readme().split('\n## What it stands on\n')[1] ?? '';
    const named = [...table.matchAll(/^\| (.+?) +\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    );
    expect(named.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
  });

  it('shows the environment table that the schema gives', () => {
    expect(withEnvironmentTable(readme()).replaceAll(/ +\|/g, ' |').replaceAll(/-{3,}/g, '---')).toBe(
      readme().replaceAll(/ +\|/g, ' |').replaceAll(/-{3,}/g, '---'),
    );
  });

  it('names only scripts that exist', () => {
    const named = [...readme().matchAll(/npm run ([a-z:-]+)/g)].map(([, name = '']) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  it('names the Node version that package.json asks for', () => {
    expect(readme()).toContain(`Node ${engines.node.replace('>=', '')} or later`);
  });
});

describe('The first ten minutes as a coordinator', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'pilots-readme-'));
  let everything: Everything;

  beforeAll(async () => {
    chmodSync(dataDir, 0o755);
    const [port = 0] = await freePorts(1);
    const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'fatal' };
    everything = await startEverything(
      configurationOf(env),
      pino({ level: 'silent' }),
      new AbortController().signal,
    );
  }, 120_000);

  afterAll(async () => {
    await everything.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 30_000);

  it('go as they are shown, word for word', () => {
    const shown = shownIn('The first ten minutes as a coordinator');
    const marker = '--- next block ---';
    const script = shown
      .map(({ commands }) => `${commands}\necho '${marker}'`)
      .join('\n')
      .replaceAll('http://127.0.0.1:8080', everything.api)
      .replaceAll('.data/keys.json', join(dataDir, 'keys.json'));
    const output = execFileSync('bash', ['-c', script], { cwd: projectRoot, encoding: 'utf8' });
    const blocks = output.split(`${marker}\n`);
    expect(shown.length).toBeGreaterThan(5);
    for (const [index, { output: expected }] of shown.entries())
      if (expected !== null) expect(alike(blocks[index] ?? '')).toBe(alike(expected));
  }, 60_000);
});
