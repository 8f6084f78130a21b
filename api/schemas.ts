import { type TProperties, type TSchema, Type } from '@sinclair/typebox';

/** What answers and queries are made of, for the documentation and for the tests that hold answers against it. */
export const Answer = <Properties extends TProperties>(
  properties: Properties,
  description: string,
  more: { readonly title?: string; readonly headers?: Readonly<Record<string, TSchema>> } = {},
) => Type.Object(properties, { additionalProperties: false, description, ...more });

export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const InstantText = Type.String({ description: 'RFC 3339 in UTC, with milliseconds.' });
export const Version = Type.Integer({ minimum: 1 });

export const ProblemSchema = Answer(
  {
    type: Type.String({ description: 'Where the code is documented.' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What is wrong, in plain words.' }),
    code: Type.String({ description: 'Stable; see /problems.' }),
    instance: Type.String({ description: 'The path of the request.' }),
    advice: Type.String({ description: 'What to do about it.' }),
    errors: Type.Optional(
      Type.Array(
        Type.Object({ pointer: Type.String(), detail: Type.String() }, { additionalProperties: false }),
        {
          description: 'One for each bad field, with a JSON pointer to it.',
        },
      ),
    ),
    insteadYouMay: Type.Optional(
      Type.Array(Type.String(), { description: 'What the caller may do now instead.' }),
    ),
  },
  'Problem details (RFC 9457).',
  { title: 'Problem' },
);

const commandAnswer = {
  id: Type.String(),
  version: Version,
  status: Nullable(Type.String()),
  events: Type.Array(Type.Object({ type: Type.String(), version: Version }, { additionalProperties: false })),
};
const headers = {
  ETag: Type.String({ description: 'The version that the command led to.' }),
  'Idempotency-Replayed': Type.String({ description: 'true: this is the answer to an earlier delivery.' }),
};
const recorded = 'The command was recorded for good.';

/** How an accepted command is answered. */
export const CommandAnswerSchema = Answer(commandAnswer, recorded, { headers });

/** How a creation is answered. */
export const CreationAnswerSchema = Answer(commandAnswer, recorded, {
  headers: { Location: Type.String({ description: 'The address of what was created.' }), ...headers },
});

/** `?limit=` and `?cursor=` beside the filters of a list (api.md, "pages"). */
export const PageQuery = <Properties extends TProperties>(filters: Properties) =>
  Type.Object(
    {
      ...filters,
      limit: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 200, description: 'At most so many items; 50 without it.' }),
      ),
      cursor: Type.Optional(
        Type.String({ minLength: 1, maxLength: 2000, description: '`next` of the page before.' }),
      ),
    },
    { additionalProperties: false },
  );

export const PageOf = (item: TSchema, description: string) =>
  Answer({ items: Type.Array(item), next: Nullable(Type.String()) }, description);

/** What the query of a list says about the page. */
export const pageRequest = ({
  limit = 50,
  cursor,
}: {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}) => ({
  limit,
  cursor,
});

/** The id in a path. */
export const IdParams = Type.Object({
  id: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$' }),
});

const problemBody = { 'application/problem+json': { schema: ProblemSchema } };

const problemsWith = (...statuses: readonly number[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: 'A problem.', content: problemBody }]));

/** How a route answers when it does not read what it was asked for. */
export const readingProblems = problemsWith(400, 401, 404, 422, 500, 503);

/** How a route answers when it does not record what it was asked to. */
export const commandProblems = problemsWith(400, 401, 403, 404, 409, 412, 413, 415, 422, 500, 503);

/** The headers that a command needs or understands, for the documentation. */
export const CommandHeaders = Type.Object({
  'idempotency-key': Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'A new value for every new command; the same value when it is sent again.',
  }),
  'if-match': Type.Optional(
    Type.String({
      description: 'The version that you act on, as ETag gave it. 412 if something has happened since.',
    }),
  ),
});
