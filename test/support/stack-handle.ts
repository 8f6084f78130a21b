let stop: () => Promise<void> = () => Promise.resolve();

/** Keeps what the global setup started for the global teardown; both run in jest's own process. */
export function keepForTeardown(stopper: () => Promise<void>): void {
  stop = stopper;
}

export async function stopStack(): Promise<void> {
  await stop();
}
