import { type BulkItem, commitBulk } from '../../db/bulk';
import { verify } from '../../db/verify';
import { holdTransaction, whenBlocked } from '../support/held';
import { ada, begunProbe, command, freshStream, smallDirectory, useLog } from '../support/log';

const log = useLog();
const begin = (): BulkItem => ({
  stream: freshStream(),
  input: command('begin', { deadline: null, remindAt: null }),
});
const run = (items: readonly BulkItem[], clock?: () => number) =>
  commitBulk(log.current.options, log.current.commit, items, clock);
/** On a busy machine time alone would end a transaction. */
const standing = () => 0;
const outcomes = (results: Awaited<ReturnType<typeof run>>) =>
  results.map((result) =>
    'answer' in result ? result.answer.outcome : (result.error as { code: string }).code,
  );
/** How many events each transaction appended, in the order of positions. */
const transactions = async (items: readonly BulkItem[]) => {
  const rows = await log.current.rows<{ events: number }>(
    `select count(*) as events from log.event where stream = any ($1) group by xmin order by min(position)`,
    [items.map(({ stream }) => stream)],
  );
  return rows.map(({ events }) => events);
};

describe('a bulk', () => {
  it('takes at most 50 streams at a time', async () => {
    const items = Array.from({ length: 120 }, begin);
    expect(new Set(outcomes(await run(items, standing)))).toEqual(new Set(['accepted']));
    expect(await transactions(items)).toEqual([50, 50, 20]);
    expect(await verify(log.current.database, { from: 'all' })).toMatchObject({ broken: null });
  });

  it('takes at most 200 ms at a time', async () => {
    let now = 0;
    const items = Array.from({ length: 5 }, begin);
    // Each look at the clock is 80 ms after the one before.
    await run(items, () => (now += 80));
    expect(await transactions(items)).toEqual([2, 2, 1]);
  });

  it('lets a waiting writer pass between two transactions', async () => {
    const { at, commit, rows } = log.current;
    const stream = await begunProbe(commit);
    const items = Array.from({ length: 60 }, begin);
    const head = await holdTransaction(at.superuserUrl);
    await head.query('select from log.head for update');
    const bulk = run(items, standing);
    await whenBlocked(at.superuserUrl, 1);
    const note = commit(stream, command('note', { text: 'in between' }));
    await whenBlocked(at.superuserUrl, 2);
    await head.rollback();
    await Promise.all([bulk, note]);
    const positions = await rows<{ position: number; own: boolean }>(
      `select position, stream = $1 as own from log.event where stream = any ($2) and version = case when stream = $1 then 2 else 1 end
       order by position`,
      [stream, [stream, ...items.map((item) => item.stream)]],
    );
    expect(positions.findIndex(({ own }) => own)).toBe(50);
  });

  it('answers each as commit would have: refusals, repeats, faults and all', async () => {
    const { at, commit } = log.current;
    const [held, known, twice] = [await begunProbe(commit), await begunProbe(commit), freshStream()];
    const repeat = { stream: known, input: command('note', { text: 'once' }) };
    await commit(repeat.stream, repeat.input);
    const holding = await holdTransaction(at.superuserUrl);
    await holding.query('select from log.lock_stream($1)', [held]);
    const items: BulkItem[] = [
      { stream: twice, input: command('begin', { deadline: null, remindAt: null }) },
      { stream: freshStream(), input: command('note', { text: 'to nobody' }) },
      repeat,
      { stream: repeat.stream, input: { ...repeat.input, body: { text: 'other' } } },
      { stream: held, input: command('note', { text: 'held' }) },
      { stream: 'gadget/1', input: command('note', { text: 'no such thing' }) },
      { stream: twice, input: command('note', { text: 'after the first' }) },
    ];
    const results = await run(items);
    await holding.rollback();
    expect(outcomes(results)).toEqual([
      'accepted',
      'refused',
      'accepted',
      'idempotency-key-reused',
      'busy',
      'invalid-command',
      'accepted',
    ]);
    expect(results[2]).toMatchObject({ answer: { replayed: true } });
    expect(results[6]).toMatchObject({ answer: { version: 2 } });
  });

  it('decides again, one by one, where the directory moved in between', async () => {
    const { at, commit } = log.current;
    await smallDirectory(commit);
    const items = ['ben', 'eva'].map((id) => ({
      stream: `person/${id}`,
      input: command(
        'register-person',
        { organisations: ['ministry'], personal: { name: id } },
        { caller: ada },
      ),
    }));
    const head = await holdTransaction(at.superuserUrl);
    await head.query('select from log.head for update');
    const leave = command('deactivate-organisation', { reason: 'Merged.' }, { caller: ada });
    const moving = commit('organisation/ministry', leave);
    await whenBlocked(at.superuserUrl, 1);
    const bulk = run(items);
    await whenBlocked(at.superuserUrl, 2);
    await head.rollback();
    await moving;
    expect(outcomes(await bulk)).toEqual(['refused', 'refused']);
  });
});
