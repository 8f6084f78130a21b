import { execFile, spawn } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode, messageOf } from './cannot-start';
import { temporalVersion } from './platform';

const run = promisify(execFile);

const oldestGo = [1, 26, 8] as const;

/** Why Go cannot build the programs here; null if it can. */
export async function whyNoGo(env: NodeJS.ProcessEnv): Promise<string | null> {
  const needed = `Go ${oldestGo.join('.')} or newer`;
  try {
    const { stdout } = await run('go', ['version'], { env });
    return isNewEnough(stdout) ? null : `${needed} is needed, and here is ${stdout.trim()}`;
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? `${needed} is not installed` : messageOf(error).trim();
  }
}

/** Whether the answer of `go version` names a version that builds the server. */
export function isNewEnough(answer: string): boolean {
  const found = /\bgo(\d+)\.(\d+)(?:\.(\d+))?/.exec(answer);
  if (found === null) return false;
  const version = found.slice(1).map((part: string | undefined) => Number(part ?? 0));
  for (const [index, least] of oldestGo.entries()) {
    const part = version[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/**
 * Builds the Temporal programs from their published sources into `folder`. Takes minutes the first time; each
 * package that is compiled is a step of the progress that is shown.
 *
 * @throws Error with what Go said, where it fails
 */
export async function buildWithGo(
  folder: string,
  env: NodeJS.ProcessEnv,
  interrupt: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  say(`building the Temporal server ${temporalVersion} with Go; this takes about four minutes, once`);
  const modules = ['cmd/server', 'cmd/tools/sql'].map(
    (path) => `go.temporal.io/server/${path}@v${temporalVersion}`,
  );
  const child = spawn('go', ['install', '-v', '-ldflags=-s -w', ...modules], {
    // GOTOOLCHAIN: the Go that is here, and not one that it would download.
    env: { ...env, GOTOOLCHAIN: 'local', GOBIN: bin },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal: interrupt,
    killSignal: 'SIGINT',
  });
  let packages = 0;
  let lastLines: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = text.split('\n').filter((line) => line !== '');
    lastLines = [...lastLines, ...lines].slice(-5);
    for (const line of lines) {
      // Downloads say so; any other line without a blank names a package that is being compiled.
      if (!line.includes(' ')) packages += 1;
      if (!line.includes(' ') && packages % 200 === 0)
        say(`building the Temporal server: ${packages} packages`);
    }
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`go install failed: ${lastLines.join(' · ')}`);
  renameSync(join(bin, 'server'), join(folder, 'temporal-server'));
  renameSync(join(bin, 'sql'), join(folder, 'temporal-sql-tool'));
}
