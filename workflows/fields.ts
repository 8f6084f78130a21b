import { FormatRegistry, Type, type TProperties } from '@sinclair/typebox';

/**
 * The fields that bodies of commands are made of. Their JSON schemas stand in the API's description, so that
 * what is refused here is refused there.
 */

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

FormatRegistry.Set('date', isDay);

/** An object that refuses fields which it does not know. */
export const Shape = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

/** A text for people, not blank. */
export const Text = Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' });

/** A text of one line, such as a title. */
export const Line = Type.String({ minLength: 1, maxLength: 300, pattern: '^[^\\r\\n]*\\S[^\\r\\n]*$' });

/** Why something is done: every refusal, return, extension and waiver needs one (lifecycle.md section 2). */
export const Reason = Type.String({
  minLength: 1,
  maxLength: 10_000,
  pattern: '\\S',
  description: 'The written reason. It becomes part of the record.',
});

/** A calendar day, `YYYY-MM-DD`. */
export const DayField = Type.String({ format: 'date' });

/** ISO 3166-1 alpha-2. */
export const CountryCode = Type.String({ pattern: '^[A-Z]{2}$' });

/** A decimal amount without sign, as text: at most 15 digits before the point and 4 after it (lifecycle.md section 5). */
export const Amount = Type.String({ pattern: '^(0|[1-9]\\d{0,14})(\\.\\d{1,4})?$' });

/** A currency of ISO 4217. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$' });

/** The id of an organisation, a person, a seat, a decision, an obligation. */
export const Id = Type.String({ minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9][A-Za-z0-9_.:#-]*$' });

/** A document by its hash, and where it is kept (lifecycle.md section 7). */
export const Document = Shape({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  name: Line,
  date: DayField,
  issuer: Line,
  location: Line,
});

/** Days or months to add to a date, or the day that it becomes. */
export const LengthField = Type.Union([
  Shape({ days: Type.Integer({ minimum: 1, maximum: 3650 }) }),
  Shape({ months: Type.Integer({ minimum: 1, maximum: 120 }) }),
]);
