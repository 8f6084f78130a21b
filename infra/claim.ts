import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Value } from '@sinclair/typebox/value';
import { ProcessMark, isRunning, markOf } from './processes';

export interface Claim {
  /** Gives the folder free again. */
  readonly release: () => void;
}

/**
 * Claims a folder for this process: of all processes of this machine, at most one holds the claim of that name.
 * A claim ends with its process, however that ends.
 *
 * Who wants it writes a file of its own and only then looks for others; so of two that come at once at least one
 * sees the other. Whoever sees another withdraws and tries again, after a time that differs, for `patience`
 * milliseconds. `onWait` is told of the holder once.
 *
 * @returns the claim, or the process that holds it
 * @throws the system's error where the folder cannot be written
 */
export async function claim(
  folder: string,
  name: string,
  patience: number,
  onWait: (holder: ProcessMark) => void = () => undefined,
): Promise<Claim | { readonly heldBy: ProcessMark }> {
  mkdirSync(folder, { recursive: true });
  const deadline = Date.now() + patience;
  let told = false;
  for (;;) {
    const own = `${name}.${randomBytes(6).toString('hex')}.claim`;
    write(folder, own);
    const holder = otherHolder(folder, name, own);
    if (holder === null) return { release: () => rmSync(join(folder, own), { force: true }) };
    rmSync(join(folder, own), { force: true });
    if (Date.now() >= deadline) return { heldBy: holder };
    if (!told) onWait(holder);
    told = true;
    await pause(20 + Math.random() * 100);
  }
}

function write(folder: string, file: string): void {
  const unfinished = join(folder, `${file}.new`);
  writeFileSync(unfinished, JSON.stringify(markOf(process.pid)));
  renameSync(unfinished, join(folder, file));
}

function otherHolder(folder: string, name: string, own: string): ProcessMark | null {
  for (const file of readdirSync(folder)) {
    if (file === own || !file.startsWith(`${name}.`) || !file.endsWith('.claim')) continue;
    const holder = readHolder(join(folder, file));
    if (holder !== null && isRunning(holder)) return holder;
    rmSync(join(folder, file), { force: true });
  }
  return null;
}

function readHolder(file: string): ProcessMark | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Value.Check(ProcessMark, value) ? value : null;
  } catch {
    return null;
  }
}
