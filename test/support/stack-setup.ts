import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keepForTeardown } from './stack-handle';

/** Jest's global setup: one stack for the whole run, its addresses in the environment of the test files. */
async function startForRun(): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(__dirname, 'stack-process.ts')],
    // A process group of its own: Ctrl-C is for jest, and the stack ends when jest does.
    { stdio: ['pipe', 'pipe', 'inherit'], detached: true },
  );
  const exit = once(child, 'exit');
  const first = once(createInterface(child.stdout), 'line');
  const line = await Promise.race([first, exit.then(() => null)]);
  if (line === null) throw new Error('The stack of the tests did not start; the reason stands above.');
  process.env['STACK_UNDER_TEST'] = String(line[0]);
  keepForTeardown(async () => {
    child.stdin.end();
    await exit;
  });
}

export = startForRun;
