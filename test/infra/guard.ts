import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import pino from 'pino';
import { claim } from '../../infra/claim';
import { projectRoot } from '../../infra/node-part';
import { endProcess } from '../../infra/processes';
import { endOrphans } from '../../infra/supervisor';

const longestStop = 60_000;

/** Ends what runs on a data folder when the test run ends before the test has done so: killed, or interrupted. */
export function guard(dataDir: string): void {
  const child = spawn(process.execPath, ['--import', 'tsx', __filename, dataDir], {
    cwd: projectRoot,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // The open end of this pipe is what tells that the run still lives; nobody waits for it.
  if (child.stdin instanceof Socket) child.stdin.unref();
  child.unref();
}

async function endAll(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const held = await claim(dataDir, 'stack', 0);
  if ('heldBy' in held) await endProcess(held.heldBy, 'SIGTERM', longestStop);
  await endOrphans(dataDir, pino(pino.destination('/dev/null')));
  rmSync(dataDir, { recursive: true, force: true });
}

const [, script, dataDir] = process.argv;
if (script === __filename && dataDir !== undefined) {
  process.stdin.resume().once('close', () => void endAll(dataDir));
}
