import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Instant } from './decider';
import { summaryOf } from './host-summary';

/** When to ring, and what for in words. */
export interface WakeUp {
  readonly at: Instant;
  readonly for: string | null;
}

/**
 * One durable timer. Set again to the same wake-up it goes on running: a wake that moves nothing leaves no trace of
 * a timer in the history.
 */
export function hostAlarm() {
  let armed: { readonly wakeUp: WakeUp; readonly timer: CancellationScope; rung: boolean } | null = null;

  const arm = (wakeUp: WakeUp) => {
    const timer = new CancellationScope();
    const alarm = { wakeUp, timer, rung: false };
    armed = alarm;
    const left = Date.parse(wakeUp.at) - Date.now();
    if (left <= 0) {
      alarm.rung = true;
      return;
    }
    const summary = summaryOf(wakeUp.for ?? 'wake-up');
    void timer
      .run(() => sleep(left, { summary }))
      .then(
        () => {
          alarm.rung = true;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  };

  return {
    /** Arms the alarm, moves it, or (null) takes it away. */
    set(wakeUp: WakeUp | null): void {
      if (armed?.wakeUp.at === wakeUp?.at && armed?.wakeUp.for === wakeUp?.for) return;
      armed?.timer.cancel();
      armed = null;
      if (wakeUp !== null) arm(wakeUp);
    },
    /** True once the wake-up that it is set to has come, until it is set anew. */
    rung: (): boolean => armed?.rung ?? false,
  };
}
