import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TemporalPrograms, temporalPrograms } from '../../infra/binaries';
import { CannotStart } from '../../infra/cannot-start';
import { temporalVersion, thisPlatform } from '../../infra/platform';
import { type ReleaseServer, startReleaseServer } from './release-server';

const { temporalArchive, cacheFolder } = thisPlatform();

let folder: string;
let server: ReleaseServer;
let said: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'binaries-'));
  mkdirSync(join(folder, 'bin'));
  said = [];
  server = await startReleaseServer();
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const cache = (): string => join(folder, 'cache', 'south-south-pilots');

/** Asks for the programs on a machine with an empty cache; its only programs stand in `bin`. */
function ask(env: Record<string, string> = {}, releases = server.address): Promise<TemporalPrograms> {
  return temporalPrograms({
    env: { PATH: join(folder, 'bin'), XDG_CACHE_HOME: join(folder, 'cache'), ...env },
    releases,
    interrupt: new AbortController().signal,
    say: (line) => said.push(line),
  });
}

async function refusal(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CannotStart);
  return error instanceof Error ? error.message : '';
}

/** A `go` that says its version, and on `install` writes down how it was called and places two programs. */
function installGo(version: string): void {
  const go = join(folder, 'bin', 'go');
  writeFileSync(
    go,
    [
      '#!/bin/sh',
      `if [ "$1" = version ]; then echo "go version ${version} linux/amd64"; exit 0; fi`,
      `echo "$GOTOOLCHAIN $*" > ${join(folder, 'called')}`,
      'for name in server sql; do echo "#!/bin/sh" > "$GOBIN/$name"; echo "echo built $name" >> "$GOBIN/$name"; done',
      '/bin/chmod +x "$GOBIN/server" "$GOBIN/sql"',
    ].join('\n'),
  );
  chmodSync(go, 0o755);
}

describe('the programs of the Temporal server', () => {
  it('come from the release archive, with progress, and from then on from the cache', async () => {
    const { server: program, sqlTool } = await ask();
    expect(execFileSync(program, { encoding: 'utf8' })).toBe('temporal-server\n');
    expect(execFileSync(sqlTool, { encoding: 'utf8' })).toBe('temporal-sql-tool\n');
    expect(server.asked).toEqual([
      `/v${temporalVersion}/checksums.txt`,
      `/v${temporalVersion}/${temporalArchive}`,
    ]);
    expect(said).toContain('downloading the Temporal server: 100 %');

    await ask();
    expect(server.asked).toHaveLength(2);
    expect(readdirSync(cache())).toEqual([cacheFolder]);
  });

  it('are fetched once by two starts at the same time', async () => {
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first).toEqual(second);
    expect(server.asked).toHaveLength(2);
    expect(said).toContainEqual(expect.stringMatching(/^waiting for process \d+/));
  });

  it('replace what a start that was killed left half done', async () => {
    mkdirSync(join(cache(), `${cacheFolder}.unfinished`, 'bin'), { recursive: true });
    writeFileSync(join(cache(), `${cacheFolder}.unfinished`, 'temporal-server'), 'half');
    const programs = await ask();
    expect(execFileSync(programs.server, { encoding: 'utf8' })).toBe('temporal-server\n');
  });

  it('are refused with another checksum than the published one', async () => {
    server.answer(temporalArchive, (_request, response) =>
      response.end(Buffer.concat([server.archive, Buffer.from('x')])),
    );
    expect(await refusal(ask())).toMatch(
      /is not the published file: its SHA-256 is [0-9a-f]{64}.*install Go/,
    );
    expect(existsSync(join(cache(), cacheFolder))).toBe(false);
  });

  it('are refused when the transfer is cut', async () => {
    server.answer(temporalArchive, (_request, response) => {
      response.writeHead(200, { 'content-length': server.archive.length });
      response.write(server.archive.subarray(0, 100), () => response.destroy());
    });
    expect(await refusal(ask())).toMatch(
      new RegExp(`could neither be downloaded .*${temporalArchive}: .*nor built`),
    );
    expect(readdirSync(cache())).toEqual([]);
  });

  it('are refused when no checksum is published for them', async () => {
    server.answer('checksums.txt', (_request, response) => response.end('no such line'));
    expect(await refusal(ask())).toContain(`has no checksum of ${temporalArchive}`);
  });

  it('cannot be had without download and Go, which is said with what to do', async () => {
    await server.close();
    const sentence = await refusal(ask());
    expect(sentence).toContain('Go 1.26.8 or newer is not installed');
    expect(sentence).toMatch(/install Go from .*TEMPORAL_RELEASES.*TEMPORAL_ADDRESS/);
  });

  it('are not built with an older Go', async () => {
    installGo('go1.26.7');
    expect(await refusal(ask({}, `${server.address}/nowhere`))).toMatch(
      /the server answered 404.*here is go version go1\.26\.7/,
    );
  });

  it('are built with Go where there is no download', async () => {
    installGo('go1.27.0');
    const programs = await ask({}, `${server.address}/nowhere`);
    expect(execFileSync(programs.server, { encoding: 'utf8' })).toBe('built server\n');
    expect(execFileSync(programs.sqlTool, { encoding: 'utf8' })).toBe('built sql\n');
    expect(readFileSync(join(folder, 'called'), 'utf8')).toBe(
      'local install -v -ldflags=-s -w go.temporal.io/server/cmd/server@v1.32.0 go.temporal.io/server/cmd/tools/sql@v1.32.0\n',
    );
    expect(readdirSync(join(cache(), cacheFolder)).sort()).toEqual(['temporal-server', 'temporal-sql-tool']);
  });

  it('need a cache folder that can be written', async () => {
    writeFileSync(join(folder, 'cache'), 'a file');
    expect(await refusal(ask())).toMatch(/The cache folder .* cannot be written .*set XDG_CACHE_HOME/);
  });
});
