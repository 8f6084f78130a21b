import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** A command that was acknowledged: recorded for good. */
export interface Acknowledged {
  readonly pilot: string;
  readonly key: string;
  readonly version: number;
  readonly attempts: number;
}

/** How a person with a poor line sends: some answers are lost on purpose, and everything unsure is sent again. */
export interface Sender {
  readonly apis: readonly string[];
  readonly apiKey: string;
  /** Of a hundred attempts, how many are cut before the answer is read. */
  readonly lost: number;
}

const patience = 120_000;
const between = 100;

/**
 * Sends one request with its key until it has a definite answer, to one API process after the other.
 *
 * @throws when it is refused, or when no answer came for two minutes
 */
export async function sendUntilAnswered(
  { apis, apiKey, lost }: Sender,
  path: string,
  key: string,
  body: unknown,
): Promise<{ readonly answer: unknown; readonly attempts: number }> {
  const deadline = Date.now() + patience;
  for (let attempts = 1; ; attempts += 1) {
    const api = apis[(attempts + key.length) % apis.length] ?? '';
    const cut = randomInt(100) < lost ? AbortSignal.timeout(randomInt(1, 40)) : AbortSignal.timeout(10_000);
    const response = await fetch(`${api}${path}`, {
      method: 'POST',
      signal: cut,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    })
      .then(async (reply) => ({ status: reply.status, answer: await reply.json() }))
      .catch(() => null);
    if (response !== null && response.status < 300) return { answer: response.answer, attempts };
    if (response !== null && response.status < 500)
      throw new Error(`${path} was refused: ${JSON.stringify(response.answer)}`);
    if (Date.now() > deadline) throw new Error(`No answer to ${key} for two minutes.`);
    await pause(between);
  }
}
