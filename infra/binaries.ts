import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache';
import { CannotStart } from './cannot-start';
import { thisPlatform } from './platform';

/** The Temporal programs of this machine. */
export interface TemporalPrograms {
  readonly server: string;
  readonly sqlTool: string;
}

export function temporalPrograms(): TemporalPrograms {
  const folder = join(cacheFolder(), thisPlatform().cacheFolder);
  if (!existsSync(folder)) throw new CannotStart(`no ${folder}`);
  return { server: join(folder, 'temporal-server'), sqlTool: join(folder, 'temporal-sql-tool') };
}
