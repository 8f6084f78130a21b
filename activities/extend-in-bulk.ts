import { type Bulk, type BulkResult, remaining } from '../workflows/bulk/bulk-events';
import type { Performer } from './effects';
import { byTheClock, freshId, stateOf, tell, type TellingParts } from './telling';

/** How many due dates are told, and their results recorded, at a time: so progress can be read meanwhile. */
const atATime = 25;

/**
 * Carries a bulk extension through (lifecycle.md section 4): each due date of its fixed set gets its command under
 * one id, so that after an interruption nothing happens twice; what became of it is recorded in the bulk's stream.
 *
 * @throws Error when nothing could be told: the host tries again later, and goes on where this one stopped
 */
export const extendInBulk =
  (parts: TellingParts): Performer =>
  async (_effect, stream) => {
    for (;;) {
      const bulk = await stateOf<Bulk>(parts, stream);
      const items = bulk === null ? [] : remaining(bulk).slice(0, atATime);
      if (bulk === null || items.length === 0) return;
      const { id, extension } = bulk;
      const commands = items.map(({ pilot, obligation }) => ({
        stream: `pilot/${pilot}`,
        input: byTheClock(`bulk:${id}:${obligation}`, 'extend-in-bulk', {
          bulk: id,
          obligation,
          ...extension,
        }),
      }));
      const answers = await tell(parts, commands);
      const results = commands.flatMap((command, index): readonly BulkResult[] => {
        const answer = answers.get(command);
        const item = items[index];
        if (answer === undefined || item === undefined) return [];
        if (answer.outcome === 'accepted') return [{ ...item, skipped: null }];
        const { code, detail } = answer.refusal;
        return [{ ...item, skipped: { code, detail } }];
      });
      if (results.length === 0) throw new Error('No pilot of this bulk extension could be told just now.');
      await parts.commit(stream, byTheClock(freshId(), 'record-bulk-results', { results }));
    }
  };
