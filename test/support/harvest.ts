import { appendFileSync } from 'node:fs';
import type { RecordedEvent } from '../../workflows/decider';
import { loggedDeciders } from './golden';

/**
 * Run before each test file by `record-golden.ts`: watches the deciders fold, and writes down for each event type
 * the shortest stream that ends with such an event.
 */
const shortest = new Map<string, readonly RecordedEvent[]>();
const histories = new WeakMap<object, readonly RecordedEvent[]>();

for (const [type, decider] of Object.entries(loggedDeciders)) {
  const evolve = decider.evolve.bind(decider);
  const watching = (state: unknown, event: RecordedEvent): unknown => {
    const before = typeof state === 'object' && state !== null ? (histories.get(state) ?? []) : [];
    const history = [...before, event];
    const after = evolve(state, event);
    if (typeof after === 'object' && after !== null) histories.set(after, history);
    const known = shortest.get(`${type}/${event.type}`);
    const whole = history.every(({ version }, index) => version === index + 1);
    if (whole && (known === undefined || history.length < known.length))
      shortest.set(`${type}/${event.type}`, history);
    return after;
  };
  Object.assign(decider, { evolve: watching });
}

afterAll(() => {
  const file = process.env['HARVEST'];
  if (file === undefined) throw new Error('HARVEST has to name the file to write to.');
  for (const [key, events] of shortest) appendFileSync(file, `${JSON.stringify({ key, events })}\n`);
});
