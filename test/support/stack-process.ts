import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { CannotStart } from '../../infra/cannot-start';
import { configurationOf } from '../../infra/environment';
import { startStack } from '../../infra/stack';

/**
 * Holds the stack of one test run. It says the addresses in one line on its standard output, and ends when its
 * standard input does. The run holds the other end, so the stack never outlives the run, however that ends.
 */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pilots-test-'));
  chmodSync(dataDir, 0o755);
  const interrupt = new AbortController();
  const ended = new Promise<void>((resolve) => {
    interrupt.signal.addEventListener('abort', () => resolve());
  });
  process.stdin.resume().once('close', () => interrupt.abort());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => interrupt.abort());
  try {
    const stack = await startStack({
      dataDir,
      namespace: 'pilots',
      timeSkipping: true,
      logger: pino({ level: 'warn' }, pino.destination(2)),
      releases: configurationOf(process.env).TEMPORAL_RELEASES,
      interrupt: interrupt.signal,
    });
    process.stdout.write(`${JSON.stringify(stack.addresses)}\n`);
    await ended;
    await stack.stop();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof CannotStart ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
