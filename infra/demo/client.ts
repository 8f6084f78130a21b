import { setTimeout as pause } from 'node:timers/promises';
import { types } from 'node:util';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { CannotStart } from '../cannot-start';

/** What the API answered: 2xx, or a problem (a refusal, a bad field, …) in the words of the API. */
export type Answer =
  | { readonly ok: true; readonly status: number; readonly body: unknown }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly problem: string;
      /** Whether this is what the same key was refused with before. */
      readonly replayed: boolean;
    };

/** One POST. The same `once` gives the first answer again, also to another process, and does nothing twice. */
export interface Post {
  readonly apiKey: string;
  readonly once: string;
  readonly body: unknown;
  readonly ifMatch?: number;
}

export interface Client {
  get(path: string, apiKey: string): Promise<Answer>;
  /** All items of a list, page after page. */
  list<Item extends TSchema>(path: string, apiKey: string, item: Item): Promise<readonly Static<Item>[]>;
  post(path: string, post: Post): Promise<Answer>;
}

const Problem = Type.Object({
  code: Type.String(),
  title: Type.String(),
  detail: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
});

const tries = 8;
const answerWithin = 15_000;
const longestPause = 5_000;

/**
 * Speaks to the API of a running stack. After a lost connection or a 5xx, nobody knows whether the request was
 * recorded: it is sent again with the same key (api.md, "honest"), after `Retry-After` where the answer has one.
 * What an earlier run was refused is tried once more with a new key, for what stood in the way may be gone.
 *
 * @throws CannotStart when there is no answer at all after several tries
 */
export const createClient = (address: string, firstPause = 100): Client => {
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    let reason = '';
    for (let attempt = 0; attempt < tries; attempt += 1) {
      let wait = firstPause * 2 ** attempt;
      try {
        const response = await fetch(address + path, { ...init, signal: AbortSignal.timeout(answerWithin) });
        const body: unknown = await response.json();
        if (response.status < 500) return answerOf(response, body);
        reason = `it answers ${response.status}`;
        wait = retryAfter(response) ?? wait;
      } catch (error) {
        reason = reasonOf(error);
      }
      await pause(Math.min(wait, longestPause));
    }
    throw new CannotStart(
      `The API at ${address} does not answer (${reason}): start it in another terminal with "npm start", then run the demonstration again; it goes on where it stopped.`,
    );
  };
  const get = (path: string, apiKey: string) =>
    send(path, { headers: { authorization: `Bearer ${apiKey}` } });
  const post = async (path: string, { apiKey, once, body, ifMatch }: Post): Promise<Answer> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(path, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${apiKey}`,
          'content-type': 'application/json',
          'idempotency-key': attempt === 1 ? once : `${once}.${attempt}`,
          ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        },
        body: JSON.stringify(body),
      });
      if (answer.ok || !answer.replayed || attempt === tries) return answer;
    }
  };
  const list = async <Item extends TSchema>(path: string, apiKey: string, item: Item) => {
    const Page = Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) });
    const items: Static<Item>[] = [];
    let next: string | null = null;
    do {
      const from: string = next === null ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page: Static<typeof Page> = bodyOf(Page, await get(`${path}?limit=200${from}`, apiKey));
      items.push(...page.items);
      next = page.next;
    } while (next !== null);
    return items;
  };
  return { get, post, list };
};

/**
 * The body of an answer, as it has to look.
 *
 * @throws CannotStart where the API says no, or answers something else: then this is not the stack that the
 * demonstration is for
 */
export const bodyOf = <Schema extends TSchema>(schema: Schema, answer: Answer): Static<Schema> => {
  if (!answer.ok) throw new CannotStart(`The API refused what the demonstration needs: ${answer.problem}`);
  if (Value.Check(schema, answer.body)) return answer.body;
  throw new CannotStart(
    'The API answers something that the demonstration does not understand: run both from the same version.',
  );
};

const answerOf = (response: Response, body: unknown): Answer => {
  if (response.ok) return { ok: true, status: response.status, body };
  const replayed = response.headers.get('idempotency-replayed') === 'true';
  if (!Value.Check(Problem, body)) {
    return {
      ok: false,
      status: response.status,
      code: 'unknown',
      problem: `it answers ${response.status}`,
      replayed,
    };
  }
  const fields = (body.errors ?? []).map(({ pointer, detail }) => ` ${pointer}: ${detail}`);
  const problem = `${body.detail ?? body.title}${fields.join(';')}`;
  return { ok: false, status: response.status, code: body.code, problem, replayed };
};

const retryAfter = (response: Response): number | null => {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
};

/** `fetch` hides what happened behind "fetch failed"; the cause knows. */
const reasonOf = (error: unknown): string => {
  const cause = types.isNativeError(error) ? (error.cause ?? error) : error;
  if (!types.isNativeError(cause)) return String(cause);
  return 'code' in cause ? String(cause.code) : cause.message;
};
