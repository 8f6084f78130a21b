import { useApi } from '../support/api';
import { actsOn } from '../api/acts';
import { noticesOf } from '../support/notices';
import { useClockworks } from '../support/probe-clockwork';
import { eventually, inDays } from '../support/probe-host';
import { freshTaskQueue } from '../support/temporal';

const api = useApi();
const { carried } = actsOn(api);
const { rows } = noticesOf(api);
const clockworks = useClockworks({
  get current() {
    return api.current.log;
  },
});

const noticesOfFinance = async (): Promise<readonly Record<string, unknown>[]> =>
  (await api.current.get('/v1/notices', { as: 'finance' })).body['items'] as Record<string, unknown>[];

describe('The running worker', () => {
  it('tells at once what is urgent, collects the rest, and takes up after a stop where it was', async () => {
    api.current.now = inDays(-30);
    await carried('draft', 'Long ago');
    const first = clockworks.start(freshTaskQueue());
    const [urgent] = await eventually('an urgent notice', async () => {
      const items = await noticesOfFinance();
      return items.length > 0 && items;
    });
    expect(urgent).toMatchObject({ urgent: true, subject: 'Urgent: A new seat – Long ago' });
    await first.stop();
    api.current.now = inDays(0);
    await carried('draft', 'Just now');
    clockworks.start(freshTaskQueue());
    const digest = await eventually('a digest', async () =>
      (await rows('finance')).find((notice) => !notice.urgent),
    );
    expect(digest.kinds).toEqual(['seat-filled']);
    expect((await rows('finance')).filter((notice) => notice.urgent)).toHaveLength(1);
  });
});
