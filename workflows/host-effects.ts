import { ActivityFailure, CancellationScope, isCancellation, log, rootCause } from '@temporalio/workflow';
import type { Effect } from './decider';
import { performEffect, reportEffect } from './host-activities';
import type { EffectResult } from './host-contract';
import { summaryOf } from './host-summary';

/**
 * The open effects, each under way beside the loop and never awaited by it (architecture.md section 3, "Host"). An
 * effect is performed at least once: in this run until its end is reported, and again in a later run if that did
 * not come about. It leaves the agenda only by the event that `reportEffect` commits.
 *
 * @param changed called when the end of an effect was committed
 */
export function effectsUnderWay(stream: string, changed: () => void) {
  const underWay = new Map<string, CancellationScope>();

  const carryOut = async (effect: Effect): Promise<void> => {
    const result = await perform(stream, effect);
    const summary = `${result.done ? 'done' : 'given up'}: ${effect.kind}`;
    const at = new Date().toISOString();
    await reportEffect({ stream, at, effect: effect.id, result }, summary);
    changed();
  };

  const start = (effect: Effect) => {
    const scope = new CancellationScope();
    underWay.set(effect.id, scope);
    scope
      .run(() => carryOut(effect))
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  };

  return {
    /** Starts what is not under way, and calls off what the agenda no longer names. */
    keep(effects: readonly Effect[]): void {
      for (const [id, scope] of underWay) {
        if (effects.some((effect) => effect.id === id)) continue;
        underWay.delete(id);
        scope.cancel();
      }
      for (const effect of effects) if (!underWay.has(effect.id)) start(effect);
    },
  };
}

/** The receiver's side is retried without an end; only what the performer says can never succeed is given up. */
async function perform(stream: string, effect: Effect): Promise<EffectResult> {
  try {
    const summary = summaryOf(`${effect.kind}: ${effect.id}`);
    await performEffect.executeWithOptions({ summary }, [{ stream, effect }]);
    return { done: true };
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    const reason = rootCause(error) ?? error.message;
    log.warn('effect given up', { stream, effect: effect.id, reason });
    return { done: false, reason };
  }
}
