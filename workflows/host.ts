import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  log,
  patched,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { readAgenda, tick } from './host-activities';
import { hostAlarm } from './host-alarm';
import { commandLane, inPlaceOf, malformed, refuseMalformed } from './host-commands';
import {
  type Advanced,
  advancedName,
  type Carried,
  commandName,
  isEmpty,
  type TemporalCommand,
} from './host-contract';
import { effectsUnderWay } from './host-effects';
import { hostTicks } from './host-ticks';
import { lookBefore, show } from './host-view';
import type { CommandOutcome } from './outcome';

const advanced = defineSignal<[Advanced]>(advancedName);
const commandSignal = defineSignal<[TemporalCommand]>(commandName);
const commandUpdate = defineUpdate<CommandOutcome, [TemporalCommand]>(commandName);

/**
 * The host: carries one process of any type as a workflow, and knows no decider (architecture.md section 3, "Host").
 *
 * 1. The flag is cleared before the agenda is read, so that a wake that comes while it is read is not lost.
 * 2. Timers, effects and upserts are a function of the agenda answer alone: rules change without breaking a replay.
 *    Any other change of this function and the files beside it goes behind `patched()`.
 * 3. Effects and commands run beside the loop; only the agenda and the tick are awaited by it.
 * 4. When something becomes overdue it looks again, without a tick: what an operator sees is then another.
 * 5. It finishes or continues as new only while no flag is unread and no handler unfinished. A wake at that very
 *    instant is not lost: the server refuses to close a run that has a signal unread, and this code runs again.
 */
export async function process(carried?: Carried): Promise<void> {
  const stream = workflowInfo().workflowId;
  const flag = wakeFlag();
  const bringInTurn = commandLane(stream, flag.raise);
  const effects = effectsUnderWay(stream, flag.raise);
  const ticks = hostTicks(carried?.lastTick ?? null);
  const alarm = hostAlarm();

  setHandler(advanced, flag.raise);
  setHandler(commandUpdate, (command) => bringInTurn(command), { validator: refuseMalformed });
  let malformedSignals = 0;
  setHandler(commandSignal, async (command) => {
    const fault = malformed(command);
    if (fault === null) await bringInTurn(command);
    else if (patched('malformed signals are recorded'))
      await bringInTurn(inPlaceOf(command, (malformedSignals += 1)), fault);
    else log.warn('command left aside', { stream, fault });
  });

  let stage: string | null | undefined;
  for (;;) {
    flag.clear();
    const agenda = await readAgenda({ stream, at: new Date().toISOString() }, 'agenda');
    const plan = ticks.plan(agenda);
    show(agenda, plan.poisoned);

    stage ??= agenda.details.stage;
    if (!flag.isUp() && allHandlersFinished()) {
      if (isEmpty(agenda)) return;
      if (agenda.details.stage !== stage || workflowInfo().continueAsNewSuggested)
        return continueAsNew<typeof process>({ lastTick: ticks.carried() });
    }

    const look = lookBefore(plan.wakeUp, agenda);
    effects.keep(agenda.effects);
    alarm.set(look ?? plan.wakeUp);
    await condition(() => flag.isUp() || alarm.rung());
    if (flag.isUp() || look !== null) continue;
    await tick({ stream, at: ticks.next(plan) }, agenda.wakeFor ?? 'tick');
  }
}

/** Raised by every wake, lowered by the loop before it looks. */
function wakeFlag() {
  let up = false;
  return {
    raise: (): void => {
      up = true;
    },
    clear: (): void => {
      up = false;
    },
    isUp: (): boolean => up,
  };
}
