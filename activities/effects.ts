import { ApplicationFailure } from '@temporalio/activity';
import type { Effect } from '../workflows/decider';

/**
 * Carries an effect to its receiver. It may be called more than once for one effect: hand `effect.id` to the
 * receiver (Message-ID, webhook id), who can tell by it. An error means: try again later.
 */
export type Performer = (effect: Effect, stream: string) => Promise<void>;

/** Performers by kind of effect. */
export type Performers = Readonly<Record<string, Performer>>;

/** What a performer throws when trying again can never help: the effect is given up with this reason. */
export const cannotSucceed = (reason: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(reason, 'cannot-succeed');

/** @throws Error for a kind that this worker does not know: a newer worker may, so it is tried again */
export async function perform(performers: Performers, effect: Effect, stream: string): Promise<void> {
  const performer = performers[effect.kind];
  if (performer === undefined) throw new Error(`This worker performs no effects of the kind ${effect.kind}.`);
  await performer(effect, stream);
}
