import { command, freshStream, useLog } from '../support/log';

const log = useLog();
const begin = { deadline: null, remindAt: null };

describe('commit', () => {
  it('begins a stream and goes on with it', async () => {
    const { commit } = log.current;
    const stream = freshStream();
    expect(await commit(stream, command('begin', begin))).toEqual({
      outcome: 'accepted',
      replayed: false,
      stream,
      version: 1,
      status: 'first',
      events: [{ type: 'probe-begun', version: 1 }],
      occurredAt: '2027-03-01T09:00:00.000Z',
    });
    const note = await commit(stream, command('note', { text: 'one' }));
    expect(note).toMatchObject({ outcome: 'accepted', version: 2 });
  });
});
