import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { pollUntil } from '../../infra/poll';
import { markOf } from '../../infra/processes';
import { type Part, type Supervisor, createSupervisor } from '../../infra/supervisor';

const never = new AbortController().signal;

let folder: string;
let supervisor: Supervisor;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervisor-'));
  lines = [];
  supervisor = createSupervisor(folder, pino({}, { write: (line) => lines.push(line) }));
});

afterEach(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true });
});

/** A part that runs a line of shell, and serves as soon as it runs. */
function shell(name: string, line: string, more: Partial<Part> = {}): Part {
  return {
    name,
    spawn: () => spawn('/bin/sh', ['-c', line], { detached: true, stdio: 'ignore' }),
    ready: () => Promise.resolve(),
    stopSignal: 'SIGTERM',
    stopPatience: 10_000,
    lastWords: () => 'It said nothing.',
    ...more,
  };
}

function eventually(expectation: () => void): Promise<void> {
  const attempt = async (): Promise<void> => {
    await Promise.resolve();
    expectation();
  };
  return pollUntil(attempt, never, 20_000);
}

const untilItEnds = (_child: ChildProcess, gone: AbortSignal): Promise<void> =>
  new Promise((_done, fail) => gone.addEventListener('abort', () => fail(new Error('gone'))));

/** Each process writes its name when it is asked to end; it serves once it listens for that. */
const telling = (name: string): Part => {
  const up = join(folder, `${name}.up`);
  const line = `trap 'echo ${name} >> ${join(folder, 'order')}; exit 0' TERM; touch ${up}; while :; do sleep 0.02; done`;
  return shell(name, line, { ready: () => eventually(() => expect(existsSync(up)).toBe(true)) });
};

describe('the supervisor', () => {
  it('stops its parts one after the other, the last started first', async () => {
    for (const name of ['first', 'second', 'third']) await supervisor.start(telling(name));
    await supervisor.stop();
    expect(readFileSync(join(folder, 'order'), 'utf8').split('\n')).toEqual(['third', 'second', 'first', '']);
    expect(JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8'))).toEqual([]);
  });

  it('writes down what runs, by pid and start time', async () => {
    await supervisor.start(telling('part'));
    const pid = supervisor.pidOf('part') ?? 0;
    expect(JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8'))).toMatchObject([
      { name: 'part', mark: markOf(pid), stopSignal: 'SIGTERM' },
    ]);
  });

  it('starts a part again each time it dies, and waits longer each time', async () => {
    await supervisor.start(shell('part', 'exit 3'));
    const again = () => lines.filter((line) => line.includes('starting it again'));
    await eventually(() => expect(again().length).toBeGreaterThanOrEqual(3));
    const delays = lines
      .map((line) => JSON.parse(line) as { delay?: number; msg: string })
      .flatMap(({ delay }) => delay ?? []);
    expect(delays.slice(0, 3)).toEqual([200, 400, 800]);
    expect(lines[0]).toContain('part ended (exit code 3)');
  });

  it('kills what does not end when it is asked to, with all that it started', async () => {
    await supervisor.start(shell('deaf', `trap '' TERM; sleep 60 & wait; sleep 60`, { stopPatience: 0 }));
    const pid = supervisor.pidOf('deaf') ?? 0;
    await supervisor.stop();
    expect(markOf(pid)).toBeNull();
    await eventually(() => expect(() => process.kill(-pid, 0)).toThrow('ESRCH'));
  });

  it('says how a part ended that never came up, with its last words', async () => {
    const part = shell('part', 'exit 7', { ready: untilItEnds, lastWords: () => 'It said: no memory.' });
    await expect(supervisor.start(part)).rejects.toThrow(
      'part did not come up (exit code 7). It said: no memory.',
    );
  });

  it('tries a part again at its first start where its last words deserve it', async () => {
    let tries = 0;
    const part = shell('part', '', {
      spawn: () =>
        spawn('/bin/sh', ['-c', (tries += 1) < 3 ? 'exit 1' : 'exec sleep 60'], {
          detached: true,
          stdio: 'ignore',
        }),
      ready: (child, gone) => (tries < 3 ? untilItEnds(child, gone) : Promise.resolve()),
      worthAnotherTry: (words) => words === 'It said nothing.',
    });
    await supervisor.start(part);
    expect(tries).toBe(3);
  });

  it('names a program that cannot be started', async () => {
    const part = shell('part', '', {
      spawn: () => spawn(join(folder, 'missing'), { detached: true, stdio: 'ignore' }),
      ready: untilItEnds,
    });
    await expect(supervisor.start(part)).rejects.toThrow(/part did not come up \(spawn .*missing ENOENT\)/);
  });
});
