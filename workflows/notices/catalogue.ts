import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { decisionKinds } from '../decisions/decision';
import { seatKinds } from '../seat-kinds';
import { steps } from '../pilot/state';
import ar from './catalogues/ar.json';
import en from './catalogues/en.json';
import es from './catalogues/es.json';
import fr from './catalogues/fr.json';
import ru from './catalogues/ru.json';
import zh from './catalogues/zh.json';

const Text = Type.String({ minLength: 1 });

/** One text for each plural category that the language has (`Intl.PluralRules`). */
const Forms = Type.Record(Type.String({ pattern: '^(zero|one|two|few|many|other)$' }), Text);

const Shape = <const Key extends string, Of extends TSchema>(keys: readonly Key[], of: Of) =>
  Type.Object(Object.fromEntries(keys.map((key) => [key, of])) as Record<Key, Of>, {
    additionalProperties: false,
  });

const Own = Shape(['own', 'other'], Text);

/**
 * The texts of one language. `{name}` is a place to be filled in. What has a text for each step, kind of seat or of
 * decision is checked against those lists: a new one needs its text in every language.
 */
export const CatalogueSchema = Type.Object(
  {
    language: Type.Union(['en', 'fr', 'es', 'ar', 'ru', 'zh'].map((language) => Type.Literal(language))),
    /** For dates and numbers, where the reader's own language names no region. */
    locale: Text,
    direction: Type.Union([Type.Literal('ltr'), Type.Literal('rtl')]),
    subjects: Type.Object({ digest: Forms, urgent: Text }, { additionalProperties: false }),
    reminders: Type.Object(
      {
        due: Own,
        overdue: Own,
        final: Text,
        otherwise: Shape(['lapse', 'last-resort'], Text),
        proposes: Shape(['extend', 'suspend', 'terminate', 'waive'], Text),
      },
      { additionalProperties: false },
    ),
    duties: Type.Object(
      {
        step: Shape(steps, Text),
        consultation: Shape(['undated', 'dated', 'inquorate', 'seats'], Text),
        choice: Shape(['round', 'decision', 'country'], Text),
        ...Shape(
          [
            'position',
            'undecided',
            'decide',
            'last_resort',
            'comment',
            'clock',
            'confirmation',
            'suspension',
            'question',
            'refund',
            'replacement',
            'words',
          ],
          Text,
        ).properties,
      },
      { additionalProperties: false },
    ),
    decisions: Shape(decisionKinds, Text),
    seats: Shape(seatKinds, Text),
    seatOfCountry: Text,
    seatFilled: Shape(['what', 'open', 'over'], Text),
    seatInvited: Shape(['what', 'dated', 'undated', 'correspondence'], Text),
    positionRecorded: Shape(['what', 'open', 'over'], Text),
  },
  { additionalProperties: false },
);
export type Catalogue = Static<typeof CatalogueSchema>;

/** The languages that notices are written in (api.md, "language"). */
export const languages = ['en', 'fr', 'es', 'ar', 'ru', 'zh'] as const;
export type Language = (typeof languages)[number];

const read = (catalogue: unknown): Catalogue => {
  if (Value.Check(CatalogueSchema, catalogue)) return catalogue;
  const errors = [...Value.Errors(CatalogueSchema, catalogue)];
  throw new Error(
    `This is no catalogue of texts:\n${errors.map(({ path, message }) => `${path}: ${message}`).join('\n')}`,
  );
};

/** The texts by language, each checked to be whole. */
export const catalogues: Readonly<Record<Language, Catalogue>> = {
  en: read(en),
  fr: read(fr),
  es: read(es),
  ar: read(ar),
  ru: read(ru),
  zh: read(zh),
};
