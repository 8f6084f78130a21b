import type { Instant } from '../../decider';
import { isRefusal, type Refusal } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import { inOrder } from '../course';
import type { Pilot } from '../state';
import { extensionOf } from './extend-obligation';

/** The due date that an obligation would get by a bulk extension at this instant, or why it would be skipped. */
export const dueInBulk = (
  pilot: Pilot,
  obligation: string,
  extension: Parameters<typeof extensionOf>[2],
  at: Instant,
  directory: DirectoryContext,
): { readonly at: Instant | null } | Refusal => {
  const as = { role: 'approving_body', seat: null, organisation: null } as const;
  const moment = { at, as, person: null, directory };
  const events = inOrder(pilot, moment, extensionOf(pilot, obligation, extension, moment));
  if (isRefusal(events)) return events;
  const [moved] = events.flatMap((event) =>
    event.type === 'obligation-moved' && event.data.obligation === obligation ? [event.data.due] : [],
  );
  return { at: moved?.at ?? null };
};
