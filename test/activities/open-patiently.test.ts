import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openPatiently } from '../../activities/open-patiently';
import { openCommit } from '../../db/open-commit';
import { rotateKey } from '../../db/rotate-key';
import { createSigningKeyFile, loadSigningKey } from '../../db/signing-key';
import { useTestDatabase } from '../support/database';
import { eventually } from '../support/probe-host';

const at = useTestDatabase();
const lines: string[] = [];
const logger = pino({ level: 'error' }, { write: (line) => lines.push(line) });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-patiently-'));
  for (const name of ['first', 'second']) await createSigningKeyFile(join(folder, name));
});
afterAll(() => rm(folder, { recursive: true }));

const options = (keyFile: string) => ({
  url: at.current.serviceUrl,
  keyFile: join(folder, keyFile),
  applicationName: 'test',
  maxClockLead: 5_000,
  logger,
});

it('waits for a log that is closed for writing, and opens it once it is not any more', async () => {
  const { database, key } = await openCommit(options('first'));
  const waiting = openPatiently(options('second'), new AbortController().signal);
  await eventually('the closed log is told', () => lines.join('').includes('run npm run rotate-key'));
  await rotateKey({ database, logger }, await loadSigningKey(join(folder, 'second')), key);
  await database.close();
  const open = await waiting;
  expect(open?.database.gate.closed).toBeNull();
  await open?.database.close();
});

it('gives up, with nothing left open, once its process is to end', async () => {
  const stopping = new AbortController();
  await createSigningKeyFile(join(folder, 'stranger'));
  const waiting = openPatiently(options('stranger'), stopping.signal);
  stopping.abort();
  expect(await waiting).toBeNull();
});
