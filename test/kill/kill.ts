import { randomInt, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../db/logger';
import { type Cluster, startCluster, type Victim, victims } from './cluster';
import { killInsideAppend, killSoon } from './havoc';
import { toldNobody, withoutTimer, wrongInLog } from './reckoning';
import { type Acknowledged, type Sender, sendUntilAnswered } from './sender';

/**
 * `npm run test:kill -- <rounds>`: 20 commands to 20 pilots a round, through two API processes and two workers,
 * with answers lost on purpose and sent again, while processes are killed at random moments and inside the append.
 * Ends with exit code 1 if anything acknowledged is not in the log exactly once, or anything else was lost.
 */
const pilotCount = 20;
const lostOfHundred = 30;

interface Answer {
  readonly id: string;
  readonly version: number;
}

async function register(sender: Sender, proponent: string): Promise<string[]> {
  const answers = await Promise.all(
    Array.from({ length: pilotCount }, (_, index) =>
      sendUntilAnswered(sender, '/v1/pilots', `register-${index}-${randomUUID()}`, {
        programme: 'ssc-pilot',
        title: `Pilot under fire ${index + 1}`,
        proponent,
      }),
    ),
  );
  return answers.map(({ answer }) => (answer as Answer).id);
}

async function revise(sender: Sender, pilot: string, round: number): Promise<Acknowledged> {
  const key = `revise-${round}-${randomUUID()}`;
  const path = `/v1/pilots/${pilot}/commands/revise-proposal`;
  const { answer, attempts } = await sendUntilAnswered(sender, path, key, {
    problem: `What round ${round} says: ${randomUUID()}`,
  });
  return { pilot, key, version: (answer as Answer).version, attempts };
}

/** Every process dies in its turn; every second time it dies inside the append. */
async function havoc(cluster: Cluster, round: number): Promise<string> {
  const victim = victims[round % victims.length] ?? 'API';
  const other: Victim = victims[randomInt(victims.length)] ?? 'worker';
  if (round % 2 === 0) {
    const waiting = await killInsideAppend(cluster, victim);
    return `${victim} killed with ${waiting} commands inside the append`;
  }
  await Promise.all([killSoon(cluster, victim), killSoon(cluster, other)]);
  return `${victim} and ${other} killed`;
}

async function run(cluster: Cluster, dataDir: string, rounds: number): Promise<string[]> {
  const keys = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')) as Record<
    string,
    { key: string; organisation: string }
  >;
  const proponent = keys['proponent'];
  if (proponent === undefined) throw new Error('The sample directory has no proponent.');
  const sender: Sender = { apis: cluster.apis, apiKey: proponent.key, lost: lostOfHundred };
  const pilots = await register(sender, proponent.organisation);
  const acknowledged: Acknowledged[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const sent = pilots.map((pilot) => revise(sender, pilot, round));
    const what = await havoc(cluster, round);
    const answers = await Promise.all(sent);
    acknowledged.push(...answers);
    const attempts = answers.reduce((sum, answer) => sum + answer.attempts, 0);
    process.stdout.write(`round ${round + 1}: ${what}; ${answers.length} commands in ${attempts} attempts\n`);
  }
  const wrong = await wrongInLog(cluster, acknowledged);
  const unarmed = await withoutTimer(cluster);
  const untold = await toldNobody(cluster);
  process.stdout.write(`${acknowledged.length} commands acknowledged\n`);
  return [
    ...wrong,
    ...unarmed.map((stream) => `${stream} has not got its timer again.`),
    ...untold.map((message) => `Nobody was told of ${message}.`),
  ];
}

async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? '10');
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('Give the number of rounds: 1 or more.');
  const dataDir = mkdtempSync(join(tmpdir(), 'pilots-kill-'));
  chmodSync(dataDir, 0o755);
  const cluster = await startCluster(dataDir, createLogger('kill', 'error'));
  try {
    const wrong = await run(cluster, dataDir, rounds);
    for (const sentence of wrong) process.stdout.write(`${sentence}\n`);
    if (wrong.length > 0) process.exitCode = 1;
    else process.stdout.write('Every acknowledged command is in the log exactly once; nothing was lost.\n');
  } finally {
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
  process.exitCode = 1;
});
