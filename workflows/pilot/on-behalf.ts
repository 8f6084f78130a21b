import type { Answer } from '../command';
import { isRefusal, type Refusal } from '../decider';
import { authorOf } from '../process';
import type { Given } from './command';
import type { PilotEvent } from './events';

/** What a command leads to that is done on behalf of an organisation: the envelope of its events names it (lifecycle.md section 7). */
export const onBehalfOf = (
  organisation: string,
  { as, caller }: Given,
  events: readonly PilotEvent[] | Refusal,
): Answer =>
  'refused' in events && isRefusal(events)
    ? events
    : {
        events,
        author: { ...authorOf({ caller }, as), onBehalfOf: organisation },
      };
