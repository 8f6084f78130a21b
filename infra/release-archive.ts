import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DownloadFailed, type Patience, fetchFile, fetchText } from './download';
import { messageOf } from './cannot-start';
import { temporalVersion } from './platform';

const run = promisify(execFile);

/** Short: where the address cannot be reached at all, there is another way. */
const patience: Patience = { connect: 5_000, silence: 20_000 };

/** The programs in the archive that the stack needs. */
export const programsInArchive = ['temporal-server', 'temporal-sql-tool'] as const;

/**
 * Downloads the official release archive of the Temporal server, compares it with the published checksum, and puts
 * the programs into `folder`.
 *
 * @param releases the address below which each release has a folder (`TEMPORAL_RELEASES`)
 * @throws DownloadFailed where it cannot be had, or is not what was published
 */
export async function fetchArchive(
  releases: string,
  archive: string,
  folder: string,
  interrupt: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const release = `${releases.replace(/\/+$/, '')}/v${temporalVersion}`;
  const checksums = await fetchText(`${release}/checksums.txt`, patience, interrupt);
  const published = checksumOf(archive, checksums);
  if (published === null) throw new DownloadFailed(`${release}/checksums.txt has no checksum of ${archive}.`);

  const file = join(folder, archive);
  say(`downloading the Temporal server ${temporalVersion}`);
  let told = 0;
  const received = await fetchFile(`${release}/${archive}`, file, patience, interrupt, (percent) => {
    if (percent < told + 10) return;
    told = percent - (percent % 10);
    say(`downloading the Temporal server: ${told} %`);
  });
  if (received !== published) {
    throw new DownloadFailed(
      `${release}/${archive} is not the published file: its SHA-256 is ${received}, the published one ${published}.`,
    );
  }
  try {
    await run('tar', ['-xzf', file, '-C', folder, ...programsInArchive], { signal: interrupt });
  } catch (error) {
    interrupt.throwIfAborted();
    throw new DownloadFailed(`${archive} cannot be unpacked: ${messageOf(error).trim()}`, { cause: error });
  }
  rmSync(file);
}

/** The checksum of a file in a `checksums.txt`: lines of a SHA-256 in hex, blanks and a name. */
export function checksumOf(file: string, checksums: string): string | null {
  for (const line of checksums.split('\n')) {
    const [checksum, name] = line.trim().split(/\s+\*?/);
    if (name === file && checksum !== undefined && /^[0-9a-f]{64}$/i.test(checksum))
      return checksum.toLowerCase();
  }
  return null;
}
