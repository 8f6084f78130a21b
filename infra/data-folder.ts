import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from '@sinclair/typebox';
import { CannotStart, errorCode, messageOf } from './cannot-start';
import { type Claim, claim } from './claim';
import { readJson, writeJson } from './files';

const megabyte = 1024 * 1024;

/** PostgreSQL's first files and log segments take about 80 MB. */
const leastFree = 100 * megabyte;

/** Long enough to tell a stack that runs from another start that came at the same instant and gave way. */
const patience = 500;

/**
 * Makes the data folder if it is missing, and claims it for this process.
 *
 * @throws CannotStart where it cannot be written, is full, or belongs to a stack that runs
 */
export async function claimDataFolder(dataDir: string): Promise<Claim> {
  try {
    mkdirSync(dataDir, { recursive: true });
    const { bavail, bsize } = statfsSync(dataDir);
    if (bavail * bsize < leastFree) {
      const left = Math.floor((bavail * bsize) / megabyte);
      throw new CannotStart(
        `The data folder ${dataDir} is full (${left} MB are left, ${leastFree / megabyte} MB are needed): make room, or set DATA_DIR to a folder on another disk.`,
      );
    }
    const held = await claim(dataDir, 'stack', patience);
    if ('release' in held) return held;
    throw new CannotStart(
      `The stack of ${dataDir} already runs (process ${held.heldBy.pid}): use that one, stop it first, or set DATA_DIR to another folder.`,
    );
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(`The data folder ${dataDir} ${cureOf(error)}, or set DATA_DIR to another folder.`);
  }
}

function cureOf(error: unknown): string {
  switch (errorCode(error)) {
    case 'EROFS':
      return 'is on a file system that is read-only: mount it for writing';
    case 'EACCES':
    case 'EPERM':
      return 'cannot be written by this user: change its owner or its mode';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'is full: make room';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'is not a folder: move the file of that name away';
    default:
      return `cannot be used (${messageOf(error)}): mend that`;
  }
}

/** Where the running stack of a data folder is reached, for the commands that are given beside it. */
export const RunningStack = Type.Object({
  api: Type.String(),
  databaseUrl: Type.String(),
  databaseOwnerUrl: Type.Union([Type.String(), Type.Null()]),
  temporalAddress: Type.String(),
  temporalNamespace: Type.String(),
  signingKeyFile: Type.String(),
});
export type RunningStack = Static<typeof RunningStack>;

const runningStackIn = (dataDir: string): string => join(dataDir, 'stack.json');

/** Says where the stack is reached (to this user alone: it holds passwords), until `forgetRunningStack`. */
export function announceRunningStack(dataDir: string, stack: RunningStack): void {
  writeJson(runningStackIn(dataDir), stack);
}

export function forgetRunningStack(dataDir: string): void {
  rmSync(runningStackIn(dataDir), { force: true });
}

/** The stack that runs on a data folder; null if none does. */
export function runningStack(dataDir: string): RunningStack | null {
  return readJson(runningStackIn(dataDir), RunningStack);
}
