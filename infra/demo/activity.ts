import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

const Text = Type.String({ minLength: 1, pattern: '\\S' });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const OrNull = Type.Union([Text, Type.Null()]);

/**
 * One activity as a publisher reported it under IATI 2.03: the fields that the demonstration reads. What else
 * stands in the file (transactions, indicators, …) may stand there and is not looked at.
 */
export const Activity = Type.Object({
  identifier: Text,
  title: Text,
  reportingOrganisation: Type.Object({ name: Text, ref: OrNull, type: OrNull }),
  dates: Type.Object({ plannedStart: Type.Optional(Day), plannedEnd: Type.Optional(Day) }),
  countries: Type.Array(Type.Object({ code: Type.String({ pattern: '^[A-Z]{2}$' }) })),
  regions: Type.Array(Type.Object({ code: Text, vocabulary: Text })),
  organisations: Type.Array(Type.Object({ name: Text, ref: OrNull, type: OrNull, role: Text })),
  sectors: Type.Array(Type.Object({ code: Text, vocabulary: Text })),
  budgets: Type.Array(
    Type.Object({
      value: Type.String({ pattern: '^\\d+(\\.\\d+)?$' }),
      currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    }),
  ),
});
export type Activity = Static<typeof Activity>;

const Activities = Type.Array(Activity, { minItems: 1 });

/** The activities of a file, or one sentence that says what is wrong with it and where. */
export type ActivitiesRead = { readonly activities: readonly Activity[] } | { readonly cannotBeRead: string };

/**
 * Reads the text of a file of activities. Promises that identifiers are unique, because they tell one pilot
 * from another when the same file is brought in again.
 */
export const readActivities = (text: string): ActivitiesRead => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { cannotBeRead: 'it is not JSON; give a file that holds a list of activities' };
  }
  if (!Value.Check(Activities, content)) {
    const first = Value.Errors(Activities, content).First();
    const where = first === undefined || first.path === '' ? 'as a whole' : `at ${first.path}`;
    return {
      cannotBeRead: `${where} it does not have the shape of a list of activities: ${first?.message ?? ''}`,
    };
  }
  const seen = new Set<string>();
  for (const { identifier } of content) {
    if (seen.has(identifier)) return { cannotBeRead: `it holds the activity ${identifier} twice; keep one` };
    seen.add(identifier);
  }
  return { activities: content };
};
