import { continueAsNew, sleep } from '@temporalio/workflow';

/** Waits `days`, one timer each, and says how many milliseconds passed for it. */
export async function waiting(days: number): Promise<number> {
  const started = Date.now();
  for (let day = 0; day < days; day += 1) await sleep('1 day');
  return Date.now() - started;
}

/** Waits a day in each of `runs` runs, and says when the first one started and when it ended. */
export async function waitingInRuns(runs: number, since: number | null): Promise<[number, number]> {
  const started = since ?? Date.now();
  await sleep('1 day');
  if (runs > 1) await continueAsNew<typeof waitingInRuns>(runs - 1, started);
  return [started, Date.now()];
}
