import {
  type ActivityFunctionWithOptions,
  isCancellation,
  type LocalActivityFunctionWithOptions,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { HostActivities } from './host-contract';
import { summaryOf } from './host-summary';

/** A local activity that retries for long fills the history, so it is capped: start-to-close < schedule-to-close. */
const local = proxyLocalActivities<HostActivities>({
  startToCloseTimeout: '3 seconds',
  scheduleToCloseTimeout: '8 seconds',
  retry: { initialInterval: '100 milliseconds', maximumInterval: '1 second', maximumAttempts: 5 },
});

/** Without an end: what has to be done stays to be done, however long the database is away. */
const ordinary = proxyActivities<HostActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

const effects = proxyActivities<Pick<HostActivities, 'performEffect'>>({
  startToCloseTimeout: '1 minute',
  // A worker that was killed under an effect is known by its silence, and another goes on.
  heartbeatTimeout: '10 seconds',
  cancellationType: 'TRY_CANCEL',
  retry: { initialInterval: '1 second', maximumInterval: '1 hour' },
});

type LocalActivity<Input, Answer> = LocalActivityFunctionWithOptions<(input: Input) => Promise<Answer>>;
type OrdinaryActivity<Input, Answer> = ActivityFunctionWithOptions<(input: Input) => Promise<Answer>>;

/** Locally, which costs the server next to nothing; when that fails too often, as an ordinary activity for ever. */
const reliably =
  <Input, Answer>(nearby: LocalActivity<Input, Answer>, persistent: OrdinaryActivity<Input, Answer>) =>
  async (input: Input, words: string): Promise<Answer> => {
    const summary = summaryOf(words);
    try {
      return await nearby.executeWithOptions({ summary }, [input]);
    } catch (error) {
      if (isCancellation(error)) throw error;
      return persistent.executeWithOptions({ summary }, [input]);
    }
  };

export const readAgenda = reliably(local.readAgenda, ordinary.readAgenda);
export const bring = reliably(local.bring, ordinary.bring);
export const tick = reliably(local.tick, ordinary.tick);
export const reportEffect = reliably(local.reportEffect, ordinary.reportEffect);
export const performEffect = effects.performEffect;
