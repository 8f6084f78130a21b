import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart, messageOf } from './cannot-start';
import { claim } from './claim';

/** The user that PostgreSQL runs as when this process is root's, because PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const name = 'postgres';

/**
 * The user for PostgreSQL; null when this process is not root's, and PostgreSQL may run as its own user.
 * Root gets the user `postgres`, which is made if the machine has none.
 *
 * @throws CannotStart where root has no such user and none can be made
 */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  if (process.platform !== 'linux') {
    throw new CannotStart('PostgreSQL does not run as root: run npm start as an ordinary user.');
  }
  const found = lookUp();
  if (found !== null) return found;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]);
  const made = lookUp();
  if (made !== null) return made;
  throw new CannotStart(
    `PostgreSQL does not run as root, and no user "${name}" could be made: run npm start as an ordinary user, or add that user first (useradd --system --user-group ${name}).`,
  );
}

function lookUp(): ServerUser | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Where programs stand that another user has to reach although the project stands in a closed folder. */
const sharedCache = '/var/cache/south-south-pilots';

/**
 * A copy of a folder of programs that every user may enter and run, for a project in a closed folder (under `/root`,
 * for example). Made once, whole or not at all.
 *
 * @param key names the copy: the same key, the same content
 * @throws CannotStart where no copy can be placed
 */
export async function sharedCopy(folder: string, key: string): Promise<string> {
  const copy = join(sharedCache, key);
  try {
    mkdirSync(sharedCache, { recursive: true });
    chmodSync(sharedCache, 0o755);
    const held = await claim(sharedCache, key, 60_000);
    if ('heldBy' in held) throw new Error(`process ${held.heldBy.pid} is still copying`);
    try {
      if (!existsSync(copy)) {
        rmSync(`${copy}.new`, { recursive: true, force: true });
        cpSync(folder, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
        execFileSync('chmod', ['-R', 'a+rX', `${copy}.new`]);
        renameSync(`${copy}.new`, copy);
      }
    } finally {
      held.release();
    }
    return copy;
  } catch (error) {
    throw new CannotStart(
      `PostgreSQL does not run as root, and its user "${name}" cannot enter ${folder}; a copy under ${sharedCache} failed too (${messageOf(error)}). Move the project to a folder that every user may enter, such as /opt, or run npm start as an ordinary user.`,
    );
  }
}
