import type { TObject, TSchema } from '@sinclair/typebox';
import { RuleBookSchema } from '../workflows/programmes/rule-book';
import { sscPilotRules } from '../workflows/programmes/shipped';
import { markdownTable } from './markdown-table';

type Json = Readonly<Record<string, unknown>>;

const isObject = (schema: TSchema): schema is TObject => schema['type'] === 'object';

/** The value of a rule book with its source, as against a group of values. */
const isSourced = (schema: TObject): boolean => 'source' in schema.properties;

const meaningOf = ({ description = '' }: TSchema): string => description;

/** The first words of what a value has to be; what follows a colon stands in the table of forms. */
const formOf = (schema: TSchema): string => meaningOf(schema).split(':')[0] ?? '';

const code = (value: unknown): string => `\`${JSON.stringify(value)}\``;

const header = ['value', 'what it means', 'what it has to be', 'in `ssc-pilot`'];

const row = (name: string, schema: TObject, example: unknown): readonly string[] => {
  const { value } = schema.properties;
  return [
    `\`${name}\``,
    meaningOf(schema),
    value === undefined ? '' : formOf(value),
    code((example as Json)['value']),
  ];
};

const members: readonly (readonly [string, TSchema])[] = Object.entries(RuleBookSchema.properties);

const groups = members.flatMap(([name, schema]) =>
  isObject(schema) && !isSourced(schema) ? [{ name, schema }] : [],
);
const alone = members.flatMap(([name, schema]) =>
  isObject(schema) && isSourced(schema) ? [{ name, schema }] : [],
);

const exampleOf = (name: string): unknown => (sscPilotRules as Json)[name];

const groupTable = ({ name, schema }: { readonly name: string; readonly schema: TObject }): string =>
  [
    `### ${name}`,
    meaningOf(schema),
    markdownTable(
      header,
      Object.entries(schema.properties).map(([member, each]: [string, TSchema]) =>
        isObject(each) ? row(member, each, (exampleOf(name) as Json)[member]) : [],
      ),
    ),
  ].join('\n\n');

/** What a value has to be, wherever that is said in more than a few words. */
const forms = (): readonly (readonly string[])[] => {
  const sourced = [...alone, ...groups].flatMap(({ schema }) =>
    isSourced(schema) ? [schema] : Object.values(schema.properties).filter(isObject),
  );
  const described = sourced.map(({ properties }) =>
    properties['value'] === undefined ? '' : meaningOf(properties['value']),
  );
  return [...new Set(described)]
    .filter((text) => text.includes(':'))
    .map((text) => {
      const [short = '', ...rest] = text.split(':');
      return [short, rest.join(':').trim()];
    });
};

/** Every value of a rule book, from the descriptions of its schema, as Markdown. */
export const ruleBookTables = (): string =>
  [
    '### On top',
    'Values that stand outside of the groups, beside `id`, `version` and `name`.',
    markdownTable(
      header,
      alone.map(({ name, schema }) => row(name, schema, exampleOf(name))),
    ),
    ...groups.map(groupTable),
    '### Forms',
    markdownTable(['form', 'which is'], forms()),
  ].join('\n\n');
