import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createCommit } from '../../db/commit';
import { transaction } from '../../db/transaction';
import type { Directory } from '../../db/directory';
import { holdTransaction, until, whenBlocked } from '../support/held';
import { appendNote } from '../support/append';
import { openLine } from '../support/cut';
import { ada, begunProbe, command, freshStream, smallDirectory, useLog } from '../support/log';

const log = useLog();

/** Somebody holds the stream's row: whoever wants to append waits. */
const holdStream = async (stream: string) => {
  const held = await holdTransaction(log.current.at.superuserUrl);
  await held.query('select from log.lock_stream($1)', [stream]);
  return held;
};
const holdHead = async () => {
  const held = await holdTransaction(log.current.at.superuserUrl);
  await held.query('select from log.head for update');
  return held;
};
const blocked = (count = 1) => whenBlocked(log.current.at.superuserUrl, count);
const eventsOf = (stream: string) =>
  log.current.rows<{ version: number; command_id: string }>(
    'select version, command_id from log.event where stream = $1 order by version',
    [stream],
  );

describe('two writers', () => {
  it('both get in, one after the other, and the second decides on what the first left', async () => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    const held = await holdStream(stream);
    const both = [
      commit(stream, command('note', { text: 'a' })),
      commit(stream, command('note', { text: 'b' })),
    ];
    await blocked(2);
    await held.rollback();
    const versions = (await Promise.all(both)).map(({ version }) => version);
    expect(versions.sort()).toEqual([2, 3]);
    const [last] = await log.current.rows<{ notes: string[] }>(
      `select data -> 'notes' as notes from log.event where stream = $1 and version = 3`,
      [stream],
    );
    expect([...(last?.notes ?? [])].sort()).toEqual(['a', 'b']);
  });

  it('who create the same thing with the same key meet in one stream and get one answer', async () => {
    const { commit } = log.current;
    const stream = freshStream();
    const held = await holdStream(stream);
    const begin = command('begin', { deadline: null, remindAt: null });
    const both = [commit(stream, begin), commit(stream, { ...begin, at: '2027-03-01T09:00:00.123Z' })];
    await blocked(2);
    await held.rollback();
    const answers = await Promise.all(both);
    expect(answers.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
    expect({ ...answers[0], replayed: null }).toEqual({ ...answers[1], replayed: null });
    expect(await eventsOf(stream)).toHaveLength(1);
  });

  it('who bring one refused command keep one outcome: the stored one wins', async () => {
    const { commit, at, rows } = log.current;
    const stream = await begunProbe(commit);
    const refused = command('reopen', { deadline: null });
    const stored = {
      outcome: 'refused',
      replayed: false,
      stream,
      version: 1,
      refusal: { refused: true, code: 'first' },
    };
    const other = command('reopen', { deadline: null });
    await commit(stream, other);
    const held = await holdTransaction(at.superuserUrl);
    await held.query(
      `insert into log.outcome (caller, stream, command_id, command, content_hash, accepted, answer, occurred_at)
       select caller, stream, $1, command, content_hash, accepted, $2, occurred_at
       from log.outcome where command_id = $3`,
      [refused.id, JSON.stringify(stored), other.id],
    );
    const second = commit(stream, refused);
    await blocked();
    await held.commit();
    expect(await second).toEqual({ ...stored, replayed: true });
    expect(await rows('select from log.outcome where command_id = $1', [refused.id])).toHaveLength(1);
  });

  it('whom others overtake three times decide under the lock the fourth time', async () => {
    const { commit, options } = log.current;
    const stream = await begunProbe(commit);
    let tries = 0;
    let last: Promise<unknown> = Promise.resolve();
    const context: Directory = {
      ...options.context,
      // Called between loading and deciding: here somebody else is faster, each time.
      async refresh(connection, version) {
        tries += 1;
        const other = commit(stream, command('note', { text: `faster ${tries}` }));
        if (tries <= 3) await other;
        else await blocked();
        last = other;
        await options.context.refresh(connection, version);
      },
    };
    const slow = createCommit({ ...options, context });
    expect(await slow(stream, command('note', { text: 'at last' }))).toMatchObject({ version: 5 });
    expect(tries).toBe(4);
    expect(await last).toMatchObject({ outcome: 'accepted', version: 6 });
  });
});

describe('a repeated append', () => {
  it('after a lost answer is answered as the first time, and stands once', async () => {
    const { commit, options, at, connect } = log.current;
    const stream = await begunProbe(commit);
    const line = await openLine(at.serviceUrl);
    const far = createCommit({ ...options, database: await connect({ url: line.url }) });
    const note = command('note', { text: 'once' });
    line.loseNextCommitAnswer();
    await expect(far(stream, note)).rejects.toMatchObject({ code: 'unavailable', status: 503 });
    expect(await commit(stream, note)).toMatchObject({ outcome: 'accepted', replayed: true, version: 2 });
    expect(await eventsOf(stream)).toHaveLength(2);
    await line.close();
  });

  it('is recognised by its fingerprint where its outcome is not known', async () => {
    const { commit, database, key } = log.current;
    const stream = await begunProbe(commit);
    const note = command('note', { text: 'twice' }, { at: '2027-03-01T09:00:00.123Z' });
    let answer: Promise<unknown> | undefined;
    await transaction(database, async (tx) => {
      await appendNote(tx, stream, key, { data: { notes: ['twice'] }, commandId: note.id });
      answer = commit(stream, note);
      await blocked();
    });
    expect(await answer).toMatchObject({
      replayed: true,
      version: 2,
      occurredAt: '2027-03-01T09:00:00.000Z',
    });
    expect(await eventsOf(stream)).toHaveLength(2);
  });

  it('with the same id and another content is a hard conflict, with an alarm', async () => {
    const { commit, database, key, lines } = log.current;
    const stream = await begunProbe(commit);
    const note = command('note', { text: 'mine' });
    let answer: Promise<unknown> | undefined;
    await transaction(database, async (tx) => {
      await appendNote(tx, stream, key, { data: { notes: ['other'] }, commandId: note.id });
      answer = commit(stream, note);
      answer.catch(() => undefined);
      await blocked();
    });
    await expect(answer).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(lines.at(-1)).toMatchObject({ alarm: true, commandId: note.id });
    expect(await eventsOf(stream)).toHaveLength(2);
  });
});

describe('a lock held by someone else', () => {
  const locks = [
    ['the stream', holdStream],
    ['the head of the log', holdHead],
  ] as const;
  it.each(locks)('on %s is busy, and the same key goes through afterwards', async (_what, hold) => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    const note = command('note', { text: 'patient' });
    const held = await hold(stream);
    await expect(commit(stream, note)).rejects.toMatchObject({ code: 'busy', status: 503, retryAfter: 1 });
    await held.rollback();
    expect(await commit(stream, note)).toMatchObject({ outcome: 'accepted', replayed: false, version: 2 });
  });
});

describe('a connection that dies in the middle', () => {
  it.each([
    ['the stream', holdStream],
    ['the head of the log', holdHead],
  ] as const)(
    'while it waits for %s leaves nothing behind, and the same key goes through',
    async (_what, hold) => {
      const { commit, rows } = log.current;
      const stream = await begunProbe(commit);
      const note = command('note', { text: 'once more' });
      const held = await hold(stream);
      const dying = commit(stream, note);
      dying.catch(() => undefined);
      await blocked();
      await rows(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`);
      await expect(dying).rejects.toMatchObject({ code: 'unavailable' });
      await held.rollback();
      expect(await rows('select from log.outcome where command_id = $1', [note.id])).toEqual([]);
      expect(await commit(stream, note)).toMatchObject({ outcome: 'accepted', replayed: false, version: 2 });
    },
  );
});

describe('a frozen process that holds the head', () => {
  it('is thrown out by the database; others are busy until then, and it finds its work undone', async () => {
    const { commit, at, rows } = log.current;
    const stream = await begunProbe(commit);
    const [before] = await rows<{ position: string }>('select position from log.head');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(__dirname, 'frozen-writer.ts'), at.serviceUrl, stream],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const said = once(createInterface(child.stdout), 'line');
    const gone = once(child, 'exit');
    await said;
    child.kill('SIGSTOP');
    expect(await begunProbeLater()).toBeGreaterThan(0);
    child.kill('SIGCONT');
    expect(await gone).toEqual([3, null]);
    expect(await eventsOf(stream)).toEqual([{ version: 1, command_id: expect.any(String) as string }]);
    const [after] = await rows<{ position: string }>('select position from log.head');
    expect(Number(after?.position)).toBe(Number(before?.position) + 1);
  });

  /** Begins another probe, with the same key until it is taken. */
  async function begunProbeLater() {
    const stream = freshStream();
    const begin = command('begin', { deadline: null, remindAt: null });
    let busy = 0;
    await until('the head is free again', async () => {
      try {
        await log.current.commit(stream, begin);
        return true;
      } catch (error) {
        expect(error).toMatchObject({ code: 'busy' });
        busy += 1;
        return false;
      }
    });
    return busy;
  }
});

describe('the directory', () => {
  it('that moves between deciding and appending is looked at again', async () => {
    const { commit } = log.current;
    await smallDirectory(commit);
    const held = await holdStream('person/ben');
    const register = commit(
      'person/ben',
      command('register-person', { organisations: ['ministry'], personal: { name: 'Ben' } }, { caller: ada }),
    );
    await blocked();
    await commit(
      'organisation/ministry',
      command('deactivate-organisation', { reason: 'Merged.' }, { caller: ada }),
    );
    await held.rollback();
    expect(await register).toMatchObject({ outcome: 'refused', refusal: { code: 'unknown-organisation' } });
    expect(await eventsOf('person/ben')).toEqual([]);
  });
});
