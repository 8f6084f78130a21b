import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { type RunningStack, runningStack } from '../../infra/data-folder';
import { withClient } from '../../infra/databases';
import { type Client, bodyOf, createClient } from '../../infra/demo/client';
import { openNotebook } from '../../infra/demo/notebook';
import { organisationsOf } from '../../infra/demo/organisations';
import { PilotSeen } from '../../infra/demo/pilot-seen';
import { type StackFound, findStack } from '../../infra/demo/stack';
import { projectRoot } from '../../infra/node-part';
import { pollUntil } from '../../infra/poll';
import { freePorts } from '../../infra/ports';
import { activitiesIn, sampleFile, wholeFile } from '../support/sample-activities';
import { shownIn } from '../readme/shown';
import { type Start, npmStart } from './npm-start';

/** What becomes of the pilots of a file. */
interface Expected {
  readonly drafts: number;
  readonly withoutCountry: number;
  /** In the consultation, having come through the steps before it. */
  readonly arrived: number;
  readonly objected: number;
  readonly rejected: number;
  readonly withdrawn: number;
}
const ofWholeFile: Expected = {
  drafts: 60,
  withoutCountry: 12,
  arrived: 22,
  objected: 5,
  rejected: 3,
  withdrawn: 3,
};
const ofSample: Expected = {
  drafts: 7,
  withoutCountry: 4,
  arrived: 5,
  objected: 4,
  rejected: 1,
  withdrawn: 1,
};

const file = wholeFile() ?? sampleFile;
const expected = wholeFile() === null ? ofSample : ofWholeFile;
const identifiers = activitiesIn(file).map(({ identifier }) => identifier);

const patience = 300_000;
const never = new AbortController().signal;
const dataDir = mkdtempSync(join(tmpdir(), 'demo-'));
// PostgreSQL may run as another user than this test.
chmodSync(dataDir, 0o755);

let started: Start;
let stack: RunningStack;
let found: StackFound;
let client: Client;
let report = '';
let pilots: readonly PilotSeen[] = [];

/** Runs the demonstration; `until` kills it at once when its output matches. */
const demo = async (args: readonly string[], until?: RegExp): Promise<string> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'infra/demo.ts', ...args], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (until?.test(output) === true) child.kill('SIGKILL');
    });
  }
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (until === undefined && code !== 0) throw new Error(`It ended with ${code ?? signal ?? ''}:\n${output}`);
  return output;
};

const events = async (): Promise<number> => {
  const { rows } = await withClient(stack.databaseUrl, (on) =>
    on.query<{ count: string }>('select count(*) from log.event'),
  );
  return Number(rows[0]?.count);
};

const list = <Item extends TSchema>(path: string, item: Item): Promise<readonly Static<Item>[]> =>
  client.list(path, found.actorFor('coordinator').key, item);

const Listed = Type.Object({ id: Type.String() });

const readPilots = async (): Promise<readonly PilotSeen[]> => {
  const { key } = found.actorFor('coordinator');
  const seen: PilotSeen[] = [];
  for (const { id } of await list('/v1/pilots', Listed)) {
    seen.push(bodyOf(PilotSeen, await client.get(`/v1/pilots/${id}`, key)));
  }
  return seen;
};

beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  started = npmStart({ DATA_DIR: dataDir, PORT: String(port) });
  await started.says(/Ready\./);
  const running = runningStack(dataDir);
  if (running === null) throw new Error('The stack did not say where it is.');
  stack = running;
  found = await findStack({ DATA_DIR: dataDir });
  client = createClient(stack.api);
  // The first run is killed in the middle, twice: among the organisations and among the pilots.
  await demo([file], /Organisations: /);
  await demo([file], /Pilots: /);
  report = await demo([file]);
  pilots = await readPilots();
}, patience);

afterAll(async () => {
  started.child.kill('SIGTERM');
  await started.ended;
  rmSync(dataDir, { recursive: true, force: true });
}, patience);

const ofFile = () => pilots.filter(({ programme }) => programme.id === 'gef-medium');
const composed = () => pilots.filter(({ programme }) => programme.id === 'ssc-pilot');
const at = (status: string) => ofFile().filter((pilot) => pilot.status === status);
const endorsements = (pilot: PilotSeen) =>
  pilot.decisions.filter(({ kind }) => kind === 'endorsement').map(({ outcome }) => outcome);

/** Without what differs from run to run: addresses and days, and how wide a table is. */
const inWords = (output: string): readonly string[] =>
  output
    .replaceAll(/http:\S+/g, '<address>')
    .replaceAll(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/g, '<instant>')
    .replaceAll(/moved by \d+/g, 'moved by <years>')
    // How many there are in all depends on what else is in the stack.
    .replaceAll(/^(\S+ +\d+ +\d+) +\d+$/gm, '$1')
    .split('\n')
    .map((line) => line.replaceAll(/ +/g, ' ').trim());

/** What the README shows of the output. */
const shownLines = (): readonly string[] =>
  shownIn('Bring in real activities').flatMap(({ output }) =>
    inWords(output ?? '').filter((line) => line !== '' && line !== '…'),
  );

describe('the demonstration, on the running stack', () => {
  it('makes every activity a pilot of the GEF-like programme, once, although two runs were killed', () => {
    const references = ofFile().flatMap(({ proposal }) => proposal.references ?? []);
    expect([...references].sort()).toEqual(identifiers.map((identifier) => `IATI ${identifier}`).sort());
  });

  it('makes every organisation of the file one entry of the directory', async () => {
    const names = (await list('/v1/organisations', Type.Object({ name: Type.String() }))).map(
      ({ name }) => name,
    );
    const { organisations } = organisationsOf(activitiesIn(file));
    const twice = (name: string) => organisations.filter((each) => each.name === name).length;
    for (const { name } of organisations) {
      expect(names.filter((each) => each === name)).toHaveLength(twice(name));
    }
  });

  it('leaves as drafts what lacks a country, dates or a budget, as the file has it', () => {
    expect(at('proposal.draft')).toHaveLength(expected.drafts);
    expect(JSON.stringify(at('proposal.draft').map(({ proposal }) => proposal))).not.toContain(
      'Demonstration:',
    );
  });

  it('lets the drafts without a country say why they are drafts', async () => {
    const without = at('proposal.draft').filter(
      ({ proposal }) => proposal.beneficiaryCountries === undefined,
    );
    expect(without).toHaveLength(expected.withoutCountry);
    for (const { id, seats } of without) {
      const proponent = seats.find(({ seat }) => seat === 'proponent')?.organisation ?? '';
      const key = openNotebook(dataDir).actor(proponent)?.key ?? '';
      const { actions } = bodyOf(PilotSeen, await client.get(`/v1/pilots/${id}`, key));
      const missing = actions.find(({ command }) => command === 'submit-proposal')?.missing;
      expect(missing).toContainEqual({
        pointer: '/beneficiaryCountries',
        detail: 'Name the countries that benefit.',
      });
    }
  });

  it('carries the others into the consultation, past an objection, a return, a rejection and a withdrawal', () => {
    const arrived = at('consultation.convened');
    expect(arrived).toHaveLength(expected.arrived);
    expect(at('rejected')).toHaveLength(expected.rejected);
    expect(at('withdrawn')).toHaveLength(expected.withdrawn);
    const objected = arrived.filter((pilot) => endorsements(pilot).includes('refused'));
    expect(objected).toHaveLength(expected.objected);
    for (const pilot of objected) expect(endorsements(pilot)).toEqual(['refused', 'approved']);
    expect(arrived.map(endorsements)).toContainEqual(['returned', 'approved']);
  });

  it('carries ten that ran on paper to their effective agreement, six of the file and four composed', () => {
    const effective = (of: readonly PilotSeen[]) =>
      of.filter(
        ({ status, funding }) =>
          status === 'implementation.inception' && funding.agreement?.effective != null,
      );
    expect(effective(ofFile())).toHaveLength(6);
    expect(effective(composed())).toHaveLength(4);
    expect(report).toMatch(/^implementation\.inception +6 +4 +10$/m);
    expect(report).toContain('10 agreements are effective: 6 of the file, 4 composed.');
  });

  it('takes these over with the consent of two members of the approving body', () => {
    for (const { decisions, funding } of pilots) {
      if (funding.agreement === null) continue;
      const [act] = decisions;
      expect([act?.kind, act?.outcome, act?.answered.length]).toEqual(['act', 'approved', 2]);
    }
  });

  it('asks the three members of the approving body for the concept', () => {
    for (const pilot of at('consultation.convened')) {
      expect(pilot.decisions.findLast(({ kind }) => kind === 'concept')).toMatchObject({
        outcome: 'approved',
        asked: [expect.anything(), expect.anything(), expect.anything()],
      });
    }
  });

  it('runs eight two-country pilots, composed and marked so, under the default programme', () => {
    expect(composed()).toHaveLength(8);
    for (const { title, proposal } of composed()) {
      expect(title).toMatch(/^Demonstration: .*\(composed\)$/);
      expect([...(proposal.beneficiaryCountries ?? []), ...(proposal.providerCountries ?? [])]).toHaveLength(
        2,
      );
    }
  });

  it('tells the offset of the dates, the portfolio by status, and who has to act by when', () => {
    expect(report).toMatch(/Past planned dates were moved by \d+ years, all by the same\./);
    expect(report).toMatch(
      new RegExp(`^consultation\\.convened +${expected.arrived} +0 +${expected.arrived}$`, 'm'),
    );
    expect(report).toMatch(
      new RegExp(`^together +${identifiers.length} +8 +${identifiers.length + 8}$`, 'm'),
    );
    expect(report).toMatch(
      /^ {2}by \d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC, .+ \(coordinator-1\):\n {4}Screen the proposal/m,
    );
  });

  it('shows progress', () => {
    for (const part of ['Organisations', 'Focal points', 'Pilots'])
      expect(report).toMatch(new RegExp(`^${part}: (\\d+) of \\1$`, 'm'));
  });

  it(
    'may be run again, and with the sample, without one more event',
    async () => {
      const before = await events();
      const again = await demo([file]);
      expect(await events()).toBe(before);
      const fromTable = (text: string) => text.slice(text.indexOf('\nstatus'));
      expect(fromTable(again)).toBe(fromTable(report));
      const ofSample = inWords(await demo([]));
      expect(await events()).toBe(before);
      expect(shownLines().length).toBeGreaterThan(20);
      for (const line of shownLines()) expect(ofSample).toContain(line);
    },
    patience,
  );

  it(
    'gives every pilot a workflow that holds its timers',
    async () => {
      const connection = await Connection.connect({ address: stack.temporalAddress });
      try {
        const temporal = new TemporalClient({ connection, namespace: stack.temporalNamespace });
        const counted = async () => {
          const { count } = await temporal.workflow.count('ExecutionStatus = "Running"');
          if (count !== pilots.length) throw new Error(`${count} workflows for ${pilots.length} pilots.`);
        };
        await pollUntil(counted, never, 60_000);
      } finally {
        await connection.close();
      }
    },
    patience,
  );
});
