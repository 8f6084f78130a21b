import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../workflows/configuration';
import { cacheFolder } from './cache';
import { CannotStart, messageOf } from './cannot-start';
import { claim } from './claim';
import { DownloadFailed } from './download';
import { buildWithGo, whyNoGo } from './go-build';
import { temporalVersion, thisPlatform } from './platform';
import { fetchArchive } from './release-archive';

/** The Temporal programs of this machine. */
export interface TemporalPrograms {
  readonly server: string;
  readonly sqlTool: string;
}

export interface FetchOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly releases: Configuration['TEMPORAL_RELEASES'];
  readonly interrupt: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * The Temporal programs: from the per-user cache; else the official release archive; else built with Go
 * (architecture.md section 3, "Local stack"). They get their place in the cache whole or not at all, and of several
 * starts at once one fetches them and the others wait.
 *
 * @throws CannotStart where none of the three ways leads to them
 */
export async function temporalPrograms(options: FetchOptions): Promise<TemporalPrograms> {
  const platform = thisPlatform();
  const cache = cacheFolder(options.env);
  const folder = join(cache, platform.cacheFolder);
  const programs = { server: join(folder, 'temporal-server'), sqlTool: join(folder, 'temporal-sql-tool') };
  if (existsSync(folder)) return programs;

  const held = await claimCache(cache, platform.cacheFolder, options);
  try {
    if (existsSync(folder)) return programs;
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished);
    try {
      await fetchInto(unfinished, platform.temporalArchive, options);
      for (const file of readdirSync(unfinished)) {
        if (!file.startsWith('temporal-')) rmSync(join(unfinished, file), { recursive: true });
      }
      renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
    return programs;
  } finally {
    held.release();
  }
}

/** Longer than a build on a slow machine. */
const waitForAnother = 30 * 60 * 1000;

async function claimCache(
  cache: string,
  name: string,
  { say }: FetchOptions,
): Promise<{ release: () => void }> {
  try {
    const held = await claim(cache, name, waitForAnother, ({ pid }) =>
      say(`waiting for process ${pid}, which is fetching the Temporal server too`),
    );
    if ('release' in held) return held;
    throw new CannotStart(
      `Process ${held.heldBy.pid} has been fetching the Temporal server for long: stop it, then start again.`,
    );
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(
      `The cache folder ${cache} cannot be written (${messageOf(error)}): set XDG_CACHE_HOME to a folder that can.`,
    );
  }
}

async function fetchInto(folder: string, archive: string, options: FetchOptions): Promise<void> {
  const { env, releases, interrupt, say } = options;
  let whyNoDownload: string;
  try {
    await fetchArchive(releases, archive, folder, interrupt, say);
    return;
  } catch (error) {
    if (!(error instanceof DownloadFailed)) throw error;
    whyNoDownload = error.message;
    say(`the release archive cannot be used (${whyNoDownload})`);
  }
  const whyNot = (await whyNoGo(env)) ?? (await triedToBuild(folder, options));
  if (whyNot === null) return;
  throw new CannotStart(
    `The Temporal server ${temporalVersion} could neither be downloaded (${whyNoDownload}) nor built (${whyNot}): install Go from https://go.dev/dl, or set TEMPORAL_RELEASES to a mirror of the release archives, or set TEMPORAL_ADDRESS to a server of your own.`,
  );
}

async function triedToBuild(folder: string, { env, interrupt, say }: FetchOptions): Promise<string | null> {
  try {
    await buildWithGo(folder, env, interrupt, say);
    return null;
  } catch (error) {
    interrupt.throwIfAborted();
    return messageOf(error);
  }
}
