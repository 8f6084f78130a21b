import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programsInArchive } from '../../infra/release-archive';
import { temporalVersion, thisPlatform } from '../../infra/platform';

/** A server with the layout of the official releases, holding an archive of two small programs. */
export interface ReleaseServer {
  readonly address: string;
  /** The paths that were asked for, in order. */
  readonly asked: string[];
  readonly archive: Buffer;
  /** Answers for a path in another way than with the file. */
  readonly answer: (file: string, listener: RequestListener) => void;
  readonly close: () => Promise<void>;
}

export async function startReleaseServer(): Promise<ReleaseServer> {
  const { temporalArchive } = thisPlatform();
  const archive = makeArchive();
  const checksum = createHash('sha256').update(archive).digest('hex');
  const files: Record<string, Buffer> = {
    [temporalArchive]: archive,
    'checksums.txt': Buffer.from(`${'0'.repeat(64)}  another_file.zip\n${checksum}  ${temporalArchive}\n`),
  };
  const answers = new Map<string, RequestListener>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const file = path.startsWith(`/v${temporalVersion}/`) ? path.slice(temporalVersion.length + 3) : '';
    const listener = answers.get(file);
    const content = files[file];
    if (listener !== undefined) listener(request, response);
    else if (content === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-length': content.length }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    archive,
    answer: (file, listener) => answers.set(file, listener),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function makeArchive(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  for (const name of programsInArchive) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho ${name}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  execFileSync('tar', ['-czf', 'archive.tar.gz', ...programsInArchive], { cwd: folder });
  return readFileSync(join(folder, 'archive.tar.gz'));
}
