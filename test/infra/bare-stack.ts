import pino from 'pino';
import { configurationOf } from '../../infra/environment';
import { startStack } from '../../infra/stack';

/** The servers of a data folder without API and worker, until SIGTERM: `bare-stack.ts <data folder>`. */
async function main([dataDir = '']: readonly string[]): Promise<void> {
  const interrupt = new AbortController();
  const asked = new Promise<void>((done) => {
    process.once('SIGTERM', () => {
      interrupt.abort();
      done();
    });
  });
  const stack = await startStack({
    dataDir,
    namespace: 'pilots',
    releases: configurationOf(process.env).TEMPORAL_RELEASES,
    logger: pino(pino.destination(2)),
    interrupt: interrupt.signal,
  });
  process.stdout.write(`${JSON.stringify(stack.addresses)}\n`);
  await asked;
  await stack.stop();
}

void main(process.argv.slice(2));
