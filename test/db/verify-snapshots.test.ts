import { brokenSnapshot } from '../../db/verify-snapshots';
import { begunProbe, command, useLog } from '../support/log';

const log = useLog();

/** The streams of a test with so many events that they have a snapshot. */
async function withSnapshots(count: number): Promise<string[]> {
  const streams: string[] = [];
  for (let stream = 0; stream < count; stream += 1) {
    const name = await begunProbe(log.current.commit);
    for (let note = 1; note < 50; note += 1) await log.current.commit(name, command('note', { text: 'n' }));
    streams.push(name);
  }
  return streams.sort();
}

const broken = (stream: string | null = null) =>
  brokenSnapshot(log.current.database, log.current.options.deciders, stream);
const change = (stream: string, set: string) =>
  log.current.rows(`update log.snapshot set ${set} where stream = $1`, [stream]);

it('finds the first snapshot that is not what its events come to, and no other', async () => {
  const [one = '', two = '', three = ''] = await withSnapshots(3);
  await log.current.commit(one, command('note', { text: 'after the snapshot' }));
  expect(await broken()).toBeNull();

  await change(three, `state = jsonb_set(state, '{stage}', '"another"')`);
  expect(await broken()).toEqual({
    position: null,
    stream: three,
    version: 50,
    what: expect.stringContaining('not what its events come to') as string,
  });
  await change(two, 'version = 51');
  expect(await broken()).toMatchObject({
    stream: two,
    version: 51,
    what: expect.stringContaining('does not have') as string,
  });
  expect(await broken(one)).toBeNull();
  expect(await broken(three)).toMatchObject({ stream: three });

  // Another fold version made them: the code does not use them.
  await log.current.rows('update log.snapshot set fold_version = fold_version - 1');
  expect(await broken()).toBeNull();
});
