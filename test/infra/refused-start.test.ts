import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDataFolder } from '../../infra/data-folder';
import { freePorts } from '../../infra/ports';
import { useEmptyDatabase } from '../support/database';
import { stackUnderTest } from '../support/stack';
import { npmStart } from './npm-start';

const isRoot = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
let port: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refused-'));
  dataDir = join(folder, 'data');
  port = String((await freePorts(1))[0]);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts, and gives the one sentence (or the lines) with which the start was refused. */
async function refusal(env: Record<string, string>): Promise<string> {
  const start = npmStart({ DATA_DIR: dataDir, PORT: port, ...env });
  expect(await start.ended).toBe(1);
  expect(start.errors()).not.toContain('    at ');
  return start.errors().trimEnd();
}

/** Nothing that the refused start began is still there: neither its claim nor a process. */
function expectNothingRuns(): void {
  const record = join(dataDir, 'processes.json');
  if (existsSync(record)) expect(JSON.parse(readFileSync(record, 'utf8'))).toEqual([]);
}

describe('npm start ends at once with one sentence', () => {
  it('for each wrong value of the configuration', async () => {
    expect((await refusal({ PORT: 'http', LOG_LEVEL: 'loud' })).split('\n')).toEqual([
      'PORT is "http", which cannot be used. Give a whole number from 1 to 65535.',
      'LOG_LEVEL is "loud", which cannot be used. Give one of fatal, error, warn, info, debug, trace.',
    ]);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('on a data folder whose stack runs', async () => {
    const held = await claimDataFolder(dataDir);
    expect(await refusal({})).toBe(
      `The stack of ${dataDir} already runs (process ${process.pid}): use that one, stop it first, or set DATA_DIR to another folder.`,
    );
    held.release();
  });

  it('on a taken port', async () => {
    const other = await listen();
    const taken = String((other.address() as AddressInfo).port);
    expect(await refusal({ PORT: taken })).toBe(
      `Port ${taken} of 127.0.0.1 cannot be listened on: stop what uses it, or set PORT (or HOST) to another one.`,
    );
    other.close();
    expectNothingRuns();
  });

  it('on a data folder that is a file', async () => {
    writeFileSync(dataDir, '');
    expect(await refusal({})).toMatch(
      /^The data folder .* is not a folder: move the file of that name away, or set DATA_DIR/,
    );
  });

  it('on a read-only data folder', async () => {
    mkdirSync(dataDir);
    // Root may write in spite of every mode: for it the file system itself has to be read-only.
    if (isRoot) execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', dataDir]);
    else chmodSync(dataDir, 0o555);
    try {
      expect(await refusal({})).toMatch(
        /^The data folder .* (is read-only|is on a file system that is read-only|cannot be written).*, or set DATA_DIR to another folder\.$/,
      );
    } finally {
      if (isRoot) execFileSync('umount', [dataDir]);
      else chmodSync(dataDir, 0o755);
    }
  });

  // A file system of a few megabytes has to be mounted for this, which only root may do.
  (isRoot ? it : it.skip)('on a full data folder', async () => {
    mkdirSync(dataDir);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', dataDir]);
    try {
      expect(await refusal({})).toMatch(
        /^The data folder .* is full \(\d MB are left, 100 MB are needed\): make room, or set DATA_DIR/,
      );
    } finally {
      execFileSync('umount', [dataDir]);
    }
  });

  it('on a damaged data folder', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'secrets.json'), '{"superuser":');
    expect(await refusal({})).toMatch(
      /secrets\.json is damaged: restore it from a backup, or set DATA_DIR to a new folder\.$/,
    );
    expectNothingRuns();
  });

  it('where DATABASE_URL is not reached, without its password', async () => {
    const sentence = await refusal({ DATABASE_URL: `postgres://me:secret@127.0.0.1:${port}/pilots` });
    expect(sentence).toMatch(
      new RegExp(
        `^No database can be used at postgres://me@127\\.0\\.0\\.1:${port}/pilots \\(.*ECONNREFUSED.*\\): start it, correct DATABASE_URL, or unset`,
      ),
    );
    expect(sentence).not.toContain('secret');
    expectNothingRuns();
  });

  it('where TEMPORAL_ADDRESS is not reached', async () => {
    expect(await refusal({ TEMPORAL_ADDRESS: `127.0.0.1:${port}` })).toMatch(
      new RegExp(
        `^No Temporal server answers at 127\\.0\\.0\\.1:${port} \\(.*\\): start it, correct TEMPORAL_ADDRESS, or unset it`,
      ),
    );
    expectNothingRuns();
  });

  it('without Go and without a download', async () => {
    const sentence = await refusal({
      XDG_CACHE_HOME: join(folder, 'cache'),
      TEMPORAL_RELEASES: `http://127.0.0.1:${port}`,
      PATH: join(folder, 'nothing'),
    });
    expect(sentence).toMatch(
      /could neither be downloaded \(.*ECONNREFUSED.*\) nor built \(Go 1\.26\.8 or newer is not installed\): install Go/,
    );
    expectNothingRuns();
  });

  describe('with both servers of one’s own', () => {
    const database = useEmptyDatabase();

    it('on a database without our tables, if it may not make them', async () => {
      const { temporalAddress, namespace } = stackUnderTest();
      const sentence = await refusal({
        DATABASE_URL: database.current.serviceUrl,
        TEMPORAL_ADDRESS: temporalAddress,
        TEMPORAL_NAMESPACE: namespace,
      });
      expect(sentence).toMatch(/^The database at .* lacks the migrations 0001_.*: set DATABASE_OWNER_URL/);
    });
  });
});

function listen(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
