import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { announceRunningStack } from '../../infra/data-folder';
import { openNotebook } from '../../infra/demo/notebook';
import { projectRoot } from '../../infra/node-part';
import { freePorts } from '../../infra/ports';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pilots-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const demo = (...files: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'infra/demo.ts', ...files],
    {
      cwd: projectRoot,
      env: { PATH: process.env['PATH'], DATA_DIR: folder },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
};

const announce = async () => {
  const [port = 0] = await freePorts(1);
  announceRunningStack(folder, {
    api: `http://127.0.0.1:${port}`,
    databaseUrl: '',
    databaseOwnerUrl: null,
    temporalAddress: '',
    temporalNamespace: '',
    signingKeyFile: '',
  });
};

describe('the demonstration says in one sentence what to do', () => {
  const said = (sentence: RegExp) => ({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^${sentence.source}[^\\n]*\\n$`)) as string,
  });

  it('where no stack runs on the data folder', () =>
    expect(demo()).toEqual(said(/No stack runs on .*: start one with "npm start" in another terminal/)));

  it('where the stack has no sample persons', async () => {
    await announce();
    expect(demo()).toEqual(said(/.*keys\.json is missing, and with it the sample persons/));
  });

  it('where the stack was killed and does not answer', async () => {
    await announce();
    writeFileSync(join(folder, 'keys.json'), '{}');
    expect(demo()).toEqual(said(/The stack of .* does not answer at http.*: start one with "npm start"/));
  });

  it('where the file is not there', () =>
    expect(demo(join(folder, 'none.json'))).toEqual(
      said(/.*none\.json cannot be read \(ENOENT\): give the path/),
    ));

  it('where the file holds something else', () => {
    const file = join(folder, 'other.json');
    writeFileSync(file, '{"activities": []}');
    expect(demo(file)).toEqual(said(/.*other\.json cannot be used: as a whole it does not have the shape/));
  });

  it('where it is given two files', () =>
    expect(demo('a.json', 'b.json')).toEqual(said(/Give one file of activities, or none for the sample\./)));
});

describe('the notebook', () => {
  const actor = { key: 'a-key', person: 'p1', organisation: 'o1' };

  it('gives back what was kept, to this run and to the next', () => {
    const notebook = openNotebook(folder);
    expect(notebook.actor('o1')).toBeUndefined();
    expect(notebook.organisation('ref:x')).toBeUndefined();
    notebook.keepActor(actor);
    notebook.keepOrganisation('ref:x', 'o1');
    for (const each of [notebook, openNotebook(folder)]) {
      expect(each.actor('o1')).toEqual(actor);
      expect(each.organisation('ref:x')).toBe('o1');
    }
  });

  it('is for its owner alone', () => {
    openNotebook(folder).keepActor(actor);
    expect(statSync(join(folder, 'demo.json')).mode & 0o777).toBe(0o600);
  });
});
