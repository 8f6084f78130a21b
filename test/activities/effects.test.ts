import { cannotSucceed } from '../../activities/effects';
import type { Effect } from '../../workflows/decider';
import { useLog } from '../support/log';
import { atRest, currentDetails, historyOf } from '../support/probe-history';
import { eventually, inDays, type ProbeHost, useProbeHosts } from '../support/probe-host';

const log = useLog();
const hosts = useProbeHosts(log);

async function ask(host: ProbeHost, deadline = inDays(60)): Promise<void> {
  await host.give('begin', { deadline, remindAt: null });
  await host.give('ask-effect', { kind: 'letter' });
  await host.wake();
}

const happened = (host: ProbeHost, type: string) =>
  eventually(type, async () => (await host.events()).includes(type));

describe('an effect', () => {
  it('is performed with its id, and leaves the agenda by a committed event', async () => {
    const received: Effect[] = [];
    const letter = (effect: Effect) => {
      received.push(effect);
      return Promise.resolve();
    };
    const host = await hosts.start({ performers: { letter } });
    await ask(host);
    await happened(host, 'effect-completed');
    await atRest(host.workflow);
    expect(received).toEqual([{ id: 'effect-1', kind: 'letter', body: {} }]);
    expect(await currentDetails(host.workflow)).not.toContain('Under way');
  });

  it('is tried again until the receiver has it, under the same id', async () => {
    const tried: string[] = [];
    const letter = ({ id }: Effect) =>
      tried.push(id) < 3 ? Promise.reject(new Error('The receiver is away.')) : Promise.resolve();
    const host = await hosts.start({ performers: { letter } });
    await ask(host);
    await happened(host, 'effect-completed');
    expect(tried).toEqual(['effect-1', 'effect-1', 'effect-1']);
  });

  it('is given up, with the reason in the record, when trying again can never help', async () => {
    const letter = () => Promise.reject(cannotSucceed('There is no such address.'));
    const host = await hosts.start({ performers: { letter } });
    await ask(host);
    await happened(host, 'effect-given-up');
    expect(await host.events()).not.toContain('effect-completed');
  });

  it('keeps no clock waiting', async () => {
    const host = await hosts.start({ performers: { letter: hosts.silence } });
    await ask(host, inDays(0.00002));
    await happened(host, 'probe-lapsed');
  });

  it('is called off when the agenda no longer names it', async () => {
    const host = await hosts.start({ performers: { letter: hosts.silence } });
    await ask(host);
    await eventually('the effect is under way', async () =>
      (await historyOf(host.workflow)).some((event) => event.activityTaskScheduledEventAttributes != null),
    );
    await host.give('withdraw-effects');
    await host.wake();
    await eventually('the effect is called off', async () =>
      (await historyOf(host.workflow)).some(
        (event) => event.activityTaskCancelRequestedEventAttributes != null,
      ),
    );
    await atRest(host.workflow);
    expect(await currentDetails(host.workflow)).not.toContain('Under way');
    expect(await host.events()).toEqual(['probe-begun', 'effect-asked', 'effects-withdrawn']);
  });

  it('of a kind that this worker does not know stays to be done', async () => {
    const host = await hosts.start({ performers: {} });
    await ask(host);
    await eventually('it was tried', async () => {
      const { raw } = await host.workflow.describe();
      return (raw.pendingActivities?.[0]?.attempt ?? 0) > 1;
    });
    expect(await host.events()).toEqual(['probe-begun', 'effect-asked']);
  });
});
