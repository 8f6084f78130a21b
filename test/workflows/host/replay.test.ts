import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { bundleHost, type HostBundle, hostModules } from '../../../activities/bundle';
import { installRuntime } from '../../../activities/temporal-logger';
import { readCorpus, replay } from '../../support/histories';

const logger = pino({ level: 'silent' });
const corpus = readCorpus();
const root = join(__dirname, '../../..');

const bundles: HostBundle[] = [];
const folders: string[] = [];
beforeAll(() => installRuntime(logger));
afterAll(async () => {
  await Promise.all(bundles.map((bundle) => bundle.remove()));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

async function bundled(modules = hostModules): Promise<string> {
  const bundle = await bundleHost(logger, modules);
  bundles.push(bundle);
  return bundle.codePath;
}

/** The host with one piece of its text changed. */
async function changed(from: string, to: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'changed-host-'));
  folders.push(folder);
  await cp(join(root, 'workflows'), join(folder, 'workflows'), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const host = join(folder, 'workflows/host.ts');
  const text = await readFile(host, 'utf8');
  if (!text.includes(from)) throw new Error(`The host does not say: ${from}`);
  await writeFile(host, text.replace(from, to));
  return bundled({
    workflowsPath: host,
    payloadConverterPath: join(folder, 'workflows/host-payloads.ts'),
  });
}

const inTurn = `    effects.keep(agenda.effects);
    alarm.set(look ?? plan.wakeUp);
`;
const swapped = `    alarm.set(look ?? plan.wakeUp);
    effects.keep(agenda.effects);
`;

describe('the corpus of recorded histories', () => {
  it('has every shape', () => {
    const shapes = new Set(corpus.map(({ name }) => name.replace(/^\d+\//, '').replace(/-\d+$/, '')));
    expect([...shapes].sort()).toEqual([
      'continue-as-new',
      'database-away',
      'effect-called-off',
      'effect-given-up',
      'effect-in-flight',
      'malformed-signal',
      'poisoned',
      'refused-signal',
      'reminder-and-lapse',
      'reopening',
      'updates',
    ]);
  });

  it('replays with the host as it is now, or pilots that run for years would stop', async () => {
    expect(await replay(await bundled(), corpus)).toEqual([]);
  });

  it('does not replay with a host in which two commands are swapped', async () => {
    expect(await replay(await changed(inTurn, inTurn), corpus)).toEqual([]);
    expect(await replay(await changed(inTurn, swapped), corpus)).not.toEqual([]);
  });

  it('does not replay with a host that brings what older ones left aside, without `patched()`', async () => {
    const misfits = await replay(await changed("patched('malformed signals are recorded')", 'true'), corpus);
    expect(misfits.map((misfit) => misfit.split(':', 1)[0])).toEqual([
      '1/malformed-signal-1',
      '2/malformed-signal-1',
    ]);
  });

  it('does not replay with a host that upserts what it did not upsert', async () => {
    const misfits = await replay(await changed('    show(agenda, plan.poisoned);\n', ''), corpus);
    expect(misfits.length).toBeGreaterThan(0);
  });
});
