import type { Day, Instant } from '../decider';
import type { DueExpression } from './due';

const changed = (expression: DueExpression, leaf: (part: DueExpression) => DueExpression): DueExpression => {
  switch (expression.kind) {
    case 'later_of':
    case 'earlier_of':
      return { ...expression, of: expression.of.map((part) => changed(part, leaf)) };
    case 'extended':
    case 'resumed':
      return { ...expression, base: changed(expression.base, leaf) };
    default:
      return leaf(expression);
  }
};

/**
 * The same expression once it is known, or known better, when the event happened that it counts from
 * (lifecycle.md section 4: recomputed when what it depends on moves).
 */
export const happened = (expression: DueExpression, event: string, from: Instant): DueExpression =>
  changed(expression, (part) =>
    (part.kind === 'after' || part.kind === 'working') && part.event === event ? { ...part, from } : part,
  );

/** The same expression once a meeting gets its last day, another one, or none again (null). */
export const meetingHeld = (expression: DueExpression, meeting: string, lastDay: Day | null): DueExpression =>
  changed(expression, (part) =>
    part.kind === 'meeting' && part.meeting === meeting ? { ...part, lastDay } : part,
  );

/** The streams that date this expression: meetings and master agreements that many pilots share. */
export const sourcesOf = (expression: DueExpression): readonly string[] => {
  switch (expression.kind) {
    case 'later_of':
    case 'earlier_of':
      return expression.of.flatMap(sourcesOf);
    case 'extended':
    case 'resumed':
      return sourcesOf(expression.base);
    case 'after':
    case 'working':
    case 'meeting':
      return expression.on === undefined ? [] : [expression.on];
    default:
      return [];
  }
};

/**
 * The same expression once a shared meeting or master agreement gets its day, another one, or none again: what is
 * relative to the day itself gets it, what counts from the event gets its instant.
 */
export const redated = (
  expression: DueExpression,
  source: string,
  { day, from }: { readonly day: Day | null; readonly from: Instant | null },
): DueExpression =>
  changed(expression, (part) => {
    if (part.kind === 'meeting') return part.on === source ? { ...part, lastDay: day } : part;
    if (part.kind !== 'after' && part.kind !== 'working') return part;
    return part.on === source ? { ...part, from } : part;
  });
