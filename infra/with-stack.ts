import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { CannotStart, endWith } from './cannot-start';
import { runningStack } from './data-folder';
import { configurationOf } from './environment';
import { projectRoot } from './node-part';

/**
 * Runs a script with the addresses of the stack that runs on this data folder:
 * `node --import tsx infra/with-stack.ts <script> [arguments]`. So `npm run verify` and its like work beside
 * `npm start` without a word about addresses. Where DATABASE_URL is set, the environment is left as it is.
 */
function main([script, ...args]: readonly string[]): void {
  if (script === undefined) throw new CannotStart('Name the script to run.');
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(projectRoot, script), ...args], {
    env: { ...process.env, ...addresses() },
    stdio: 'inherit',
  });
  // Ctrl-C reaches the script by itself; this process waits for how it ends.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => (process.exitCode = code ?? 1));
}

function addresses(): Record<string, string> {
  const { DATABASE_URL, DATA_DIR } = configurationOf(process.env);
  if (DATABASE_URL !== undefined) return {};
  const stack = runningStack(DATA_DIR);
  if (stack === null) {
    throw new CannotStart(
      `No stack runs on ${resolve(DATA_DIR)}: run npm start in another terminal, or set DATABASE_URL (and DATABASE_OWNER_URL) to your own database.`,
    );
  }
  return {
    DATABASE_URL: stack.databaseUrl,
    ...(stack.databaseOwnerUrl === null ? {} : { DATABASE_OWNER_URL: stack.databaseOwnerUrl }),
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: stack.temporalNamespace,
    SIGNING_KEY_FILE: stack.signingKeyFile,
  };
}

try {
  main(process.argv.slice(2));
} catch (error) {
  endWith(error);
}
