import { useLog } from '../support/log';
import { eventually, useProbeHosts } from '../support/probe-host';
import { skipTime } from '../support/temporal';

const log = useLog();
const hosts = useProbeHosts(log);

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1_000).toISOString();

describe('the host', () => {
  it('lives through a reminder and a deadline, and ends when nothing can come any more', async () => {
    const host = await hosts.start();
    await host.give('begin', { deadline: inDays(60), remindAt: inDays(53) });
    await host.wake();
    expect(await skipTime(hosts.temporal.client, host.stream, '61 days')).toBe('ended');
    expect(await host.events()).toEqual(['probe-begun', 'reminder-recorded', 'probe-lapsed']);
    expect((await host.workflow.describe()).status.name).toBe('COMPLETED');
  });

  it('performs an effect beside its clock, and the effect goes by a committed event alone', async () => {
    const performed: string[] = [];
    const host = await hosts.start({
      performers: {
        letter: ({ id }) => {
          performed.push(id);
          return Promise.resolve();
        },
      },
    });
    await host.give('begin', { deadline: inDays(1), remindAt: null });
    await host.give('ask-effect', { kind: 'letter' });
    await host.wake();
    await eventually('the effect is completed', async () =>
      (await host.events()).includes('effect-completed'),
    );
    expect(performed).toEqual(['effect-1']);
  });
});
