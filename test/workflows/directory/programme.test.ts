import { programme } from '../../../workflows/directory/programme';
import type { Programme } from '../../../workflows/programmes/rule-book';
import { gefMediumRules } from '../../../workflows/programmes/shipped';
import { ada, after, carl, given, institutions, operator, pia } from './sample';

const refused = (code: string) => expect.objectContaining({ refused: true, code }) as unknown;
const publication: Programme = { ruleBook: gefMediumRules, institutions };
const publish = (body: unknown = publication, by = ada) => given(by, 'publish-programme', body);
const stream = `programme/${gefMediumRules.id}`;
const of = (...commands: Parameters<typeof after>[1]) => after(programme, commands, { stream });

describe('a programme that is published', () => {
  it('stands with its rule book, its institutions and the instant', () => {
    expect(of(publish()).state).toEqual({
      id: gefMediumRules.id,
      version: 1,
      published: [{ programme: publication, at: '2027-03-01T09:00:00.000Z' }],
    });
  });

  it('is published by an administrator alone', () => {
    for (const by of [carl, pia]) expect(of(publish(publication, by)).last).toEqual(refused('not-your-seat'));
    expect(of(publish(publication, operator)).last).toEqual(refused('administrator-exists'));
  });

  it('is refused when its rule book lacks a value, with the place', () => {
    const ruleBook = { ...gefMediumRules, currency: undefined };
    expect(of(publish({ ruleBook, institutions })).last).toMatchObject({
      code: 'invalid-body',
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/ruleBook/currency' }) as unknown,
      ]) as unknown,
    });
  });

  it('is refused when its values contradict each other', () => {
    const { reminders } = gefMediumRules;
    const ruleBook = { ...gefMediumRules, reminders: { ...reminders, approvingBody: reminders.coordinator } };
    expect(of(publish({ ruleBook, institutions })).last).toMatchObject({
      code: 'programme-incomplete',
      errors: [{ pointer: '/ruleBook/reminders/approvingBody/value' }],
    });
  });

  it('is refused when its approving body cannot meet a rule', () => {
    const { decisions } = gefMediumRules;
    const more = { value: { rule: 'N_OF_M', n: 9 } as const, source: 'ours' };
    const ruleBook = { ...gefMediumRules, decisions: { ...decisions, concept: more } };
    expect(of(publish({ ruleBook, institutions })).last).toMatchObject({
      code: 'programme-incomplete',
      errors: [{ pointer: '/ruleBook/decisions/concept/value/n' }],
    });
  });

  it.each([
    [{ coordinators: ['unit', 'nowhere'] }, '/institutions/coordinators/1'],
    [{ approvingBody: ['closed'] }, '/institutions/approvingBody/0'],
    [{ finance: 'nowhere' }, '/institutions/finance'],
    [{ administrators: ['max'] }, '/institutions/administrators/0'],
  ])('is refused when an institution is not in the directory: %j', (change, pointer) => {
    expect(of(publish({ ...publication, institutions: { ...institutions, ...change } })).last).toMatchObject({
      code: 'programme-incomplete',
      errors: [{ pointer }],
    });
  });

  it('keeps approving body and finance apart', () => {
    const body = { ...publication, institutions: { ...institutions, approvingBody: ['board', 'treasury'] } };
    expect(of(publish(body)).last).toEqual(refused('segregation'));
  });

  it('begins with version 1', () => {
    expect(of(publish({ ...publication, ruleBook: { ...gefMediumRules, version: 2 } })).last).toEqual(
      refused('version-out-of-order'),
    );
  });
});

describe('a further version', () => {
  const second: Programme = { ...publication, ruleBook: { ...gefMediumRules, version: 2, name: 'Newer' } };
  const next = (body: Programme, by = ada) => given(by, 'publish-version', body);

  it('is kept beside the first, which never changes', () => {
    expect(of(publish(), next(second)).state?.published.map((each) => each.programme)).toEqual([
      publication,
      second,
    ]);
  });
  it('has the next number', () => {
    expect(of(publish(), next(publication)).last).toEqual(refused('version-out-of-order'));
    expect(of(publish(), next({ ...second, ruleBook: { ...second.ruleBook, version: 3 } })).last).toEqual(
      refused('version-out-of-order'),
    );
  });
  it('is of the same programme', () => {
    const other = { ...second, ruleBook: { ...second.ruleBook, id: 'another' } };
    expect(of(publish(), next(other)).last).toMatchObject({
      code: 'invalid-body',
      errors: [{ pointer: '/ruleBook/id' }],
    });
  });
  it('comes from an administrator alone', () => {
    expect(of(publish(), next(second, carl)).last).toEqual(refused('not-your-seat'));
  });
  it('follows a first one: a programme is not published twice', () => {
    expect(of(publish(), publish()).last).toEqual(refused('already-exists'));
  });
});
