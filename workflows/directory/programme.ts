import { Type } from '@sinclair/typebox';

import { commandsFor, invalidBody } from '../command';
import { emptyAgenda, type FieldError, type Refusal } from '../decider';
import { Id, Shape } from '../fields';
import { deciderOf } from '../process';
import { impossibleWith } from '../programmes/contradictions';
import { ruleBookErrors } from '../programmes/read-rule-book';
import { type Programme, RuleBookSchema } from '../programmes/rule-book';
import { refuse } from '../refusals';
import type { DirectoryContext } from './entries';
import { evolveProgramme, programmePublished, type PublishedProgramme } from './programme-events';
import { directoryRoleNames, type DirectoryRole, directoryStandings } from './rights';

const { creation, command } = commandsFor<{
  state: PublishedProgramme;
  context: DirectoryContext;
  role: DirectoryRole;
  status: 'published';
}>();

const organisations = (description: string) =>
  Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true, description });

/** What is published: the rules, and the bodies that fill the seats which a programme names. */
export const Publication = Shape({
  ruleBook: Type.Object(RuleBookSchema.properties, { additionalProperties: false, title: 'RuleBook' }),
  institutions: Shape({
    coordinators: organisations("Organisations that may coordinate; the first is the programme's own."),
    approvingBody: organisations('One organisation for each member of the approving body.'),
    finance: Id,
    administrators: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true, description: 'Persons.' }),
  }),
});

const inRuleBook = (errors: readonly FieldError[]): readonly FieldError[] =>
  errors.map(({ pointer, detail }) => ({ pointer: `/ruleBook${pointer}`, detail }));

/** Why this is no publication: the rule book says it in its own words. */
export const publicationErrors = (body: unknown): readonly FieldError[] => {
  const others = (invalidBody(Publication, body).errors ?? []).filter(
    ({ pointer }) => !pointer.startsWith('/ruleBook/'),
  );
  const ruleBook: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'ruleBook') : undefined;
  return ruleBook === undefined ? others : [...inRuleBook(ruleBookErrors(ruleBook)), ...others];
};

const institutionErrors = (
  { coordinators, approvingBody, finance, administrators }: Programme['institutions'],
  context: DirectoryContext,
): readonly FieldError[] => {
  const place = '/institutions';
  const listed = (name: string, ids: readonly string[]) =>
    ids.map((id, index) => ({ id, pointer: `${place}/${name}/${index}` }));
  const bodies = [
    ...listed('coordinators', coordinators),
    ...listed('approvingBody', approvingBody),
    { id: finance, pointer: `${place}/finance` },
  ];
  return [
    ...bodies
      .filter(({ id }) => context.organisation(id)?.active !== true)
      .map(({ pointer }) => ({ pointer, detail: 'The directory has no active organisation of this id.' })),
    ...listed('administrators', administrators)
      .filter(({ id }) => context.person(id)?.active !== true)
      .map(({ pointer }) => ({ pointer, detail: 'The directory has no active person of this id.' })),
  ];
};

const objection = (
  { ruleBook, institutions }: Programme,
  next: number,
  context: DirectoryContext,
): Refusal | null => {
  if (ruleBook.version !== next)
    return refuse(
      'version-out-of-order',
      `The next version of this programme is ${next}, not ${ruleBook.version}.`,
    );
  const errors = [
    ...inRuleBook(ruleBookErrors(ruleBook)),
    ...inRuleBook(impossibleWith(ruleBook, institutions)),
    ...institutionErrors(institutions, context),
  ];
  if (errors.length > 0)
    return refuse('programme-incomplete', 'The programme cannot be published so.', { errors });
  return institutions.approvingBody.includes(institutions.finance)
    ? refuse('segregation', 'Approving body and finance are different organisations.', {
        errors: [{ pointer: '/institutions/finance', detail: 'It is also a member of the approving body.' }],
      })
    : null;
};

/** By an administrator: the first version of a programme. */
export const publishProgramme = creation({
  name: 'publish-programme',
  label: 'Publish a programme',
  describe:
    'Publishes the first version of a programme: its rule book, and the bodies that fill the seats which a programme names. By an administrator.',
  by: ['administrator'],
  body: Publication,
  bodyErrors: publicationErrors,
  decide: ({ body }, context) => objection(body, 1, context) ?? [programmePublished(body)],
});

/** By an administrator: a further version. Pilots that run keep the one that they pinned. */
export const publishVersion = command({
  name: 'publish-version',
  label: 'Publish a new version',
  describe:
    'Publishes the next version of a programme. Pilots that run keep the one that they pinned. By an administrator.',
  by: ['administrator'],
  in: ['published'],
  body: Publication,
  bodyErrors: publicationErrors,
  decide: ({ id, published }, { body }, context) =>
    body.ruleBook.id === id
      ? (objection(body, published.length + 1, context) ?? [programmePublished(body)])
      : refuse('invalid-body', `This is a rule book of another programme than ${id}.`, {
          errors: [{ pointer: '/ruleBook/id', detail: `It has to be ${id}.` }],
        }),
});

/** A programme of the directory: every version of its rule book (lifecycle.md section 1). */
export const programme = deciderOf<PublishedProgramme, DirectoryContext, DirectoryRole>({
  type: 'programme',
  foldVersion: 1,
  noticeTypes: [],
  commands: [publishProgramme, publishVersion],
  roleNames: directoryRoleNames,
  standings: (_, caller, context) => directoryStandings(null, caller, context),
  lastAt: ({ published }) => published.at(-1)?.at ?? '',
  evolve: evolveProgramme,
  agenda: () => emptyAgenda,
  status: (state) => (state === null ? null : 'published'),
  outbox: () => [],
});
