import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { Logger } from 'pino';
import { temporalLogger } from './temporal-logger';

/** The workflow code of one worker process, as a file that its threads read. */
export interface HostBundle {
  readonly codePath: string;
  remove(): Promise<void>;
}

/** The module with the workflow function, and the one that reads payloads inside it. */
export const hostModules = {
  workflowsPath: join(__dirname, '../workflows/host.ts'),
  payloadConverterPath: join(__dirname, '../workflows/host-payloads.ts'),
};

/** Bundles the host, once for each worker process. It holds no decider: rules change without breaking a replay. */
export async function bundleHost(logger: Logger, modules = hostModules): Promise<HostBundle> {
  const { code } = await bundleWorkflowCode({
    ...modules,
    logger: temporalLogger(logger.child({}, { level: 'warn' })),
  });
  const folder = await mkdtemp(join(tmpdir(), 'pilots-host-'));
  const codePath = join(folder, 'host.js');
  await writeFile(codePath, code);
  return { codePath, remove: () => rm(folder, { recursive: true, force: true }) };
}
