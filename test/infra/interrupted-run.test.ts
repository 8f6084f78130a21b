import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../infra/node-part';
import { pollUntil } from '../../infra/poll';
import { isFree } from '../../infra/ports';
import { isRunning, markOf } from '../../infra/processes';
import type { StackAddresses } from '../../infra/stack';

/** Holds a stack as jest's global setup does: the other end of its standard input. Says its pid, then its addresses. */
const holder = `
  const child = require('node:child_process').spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/stack-process.ts'],
    { stdio: ['pipe', 'inherit', 'inherit'], detached: true },
  );
  console.log(child.pid);
`;

it('leaves no server behind when the run that holds the stack is killed', async () => {
  const run = spawn(process.execPath, ['-e', holder], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(run.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  const stack = markOf(Number(await next()));
  if (stack === null) throw new Error('The stack did not start.');
  const addresses = JSON.parse(await next()) as StackAddresses;
  const ports = [new URL(addresses.serviceUrl).port, addresses.temporalAddress.split(':')[1]].map(Number);
  expect(await Promise.all(ports.map((port) => isFree(port, '127.0.0.1')))).toEqual([false, false]);

  run.kill('SIGKILL');
  await once(run, 'exit');
  const ended = (): Promise<void> =>
    isRunning(stack) ? Promise.reject(new Error('it runs')) : Promise.resolve();
  await pollUntil(ended, new AbortController().signal, 60_000);
  expect(await Promise.all(ports.map((port) => isFree(port, '127.0.0.1')))).toEqual([true, true]);
}, 120_000);
