import { readRuleBook, ruleBookErrors } from '../../../workflows/programmes/read-rule-book';
import { gefMediumRules, shippedRuleBooks, sscPilotRules } from '../../../workflows/programmes/shipped';

type Json = Record<string, unknown>;

/** The default rule book with the value at a path of names replaced, or taken away (`undefined`). */
const changed = (path: readonly string[], value: unknown): Json => {
  const book = structuredClone(sscPilotRules) as Json;
  const parent = path.slice(0, -1).reduce<Json>((place, name) => place[name] as Json, book);
  const name = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(parent, name);
  else parent[name] = value;
  return book;
};

/** Every path to a value that is not an object, without looking into lists. */
const leaves = (value: unknown, path: readonly string[] = []): string[][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, each]) => leaves(each, [...path, name]))
    : [[...path]];

describe('a rule book', () => {
  it.each(shippedRuleBooks.map((book) => ({ id: book.id, book })))('ships as $id', ({ book }) => {
    expect(ruleBookErrors(book)).toEqual([]);
  });

  it('names the source of every value', () => {
    for (const book of shippedRuleBooks) {
      const unsourced = leaves(book)
        .map((path) => path.join('/'))
        .filter((path) => !path.includes('/value') && !path.endsWith('/source'));
      expect(unsourced).toEqual(['id', 'version', 'name']);
    }
  });

  it.each(leaves({ ...sscPilotRules, waits: { draft: sscPilotRules.waits.draft } }).map((path) => [path]))(
    'is refused without %j',
    (path) => {
      const errors = ruleBookErrors(changed(path, undefined));

      expect(errors.length).toBeGreaterThan(0);
      expect(errors.every(({ pointer }) => `/${path.join('/')}`.startsWith(pointer))).toBe(true);
    },
  );

  it.each(Object.keys(sscPilotRules.waits))('is refused without the wait %s', (name) => {
    expect(ruleBookErrors(changed(['waits', name], undefined))).toEqual([
      { pointer: `/waits/${name}`, detail: 'This value is missing: a rule book has to state it.' },
    ]);
  });

  it.each([[['colour']], [['waits', 'lunch']], [['lapse', 'notices', 'note']]])(
    'is refused with an unknown value %j',
    (path) => {
      expect(ruleBookErrors(changed(path, { value: 1, source: 'ours' }))).toEqual([
        { pointer: `/${path.join('/')}`, detail: 'A rule book has no value of this name.' },
      ]);
    },
  );

  it.each([
    {
      path: ['waits', 'draft', 'value'],
      value: { days: 0 },
      detail:
        'This has to be a length: {"days":…}, {"months":…} or {"workingDays":…}, a whole number from 1.',
    },
    {
      path: ['waits', 'draft', 'value'],
      value: { days: 1, months: 1 },
      detail:
        'This has to be a length: {"days":…}, {"months":…} or {"workingDays":…}, a whole number from 1.',
    },
    {
      path: ['currency', 'value'],
      value: 'dollars',
      detail: 'This has to be a currency of ISO 4217, three capital letters.',
    },
    {
      path: ['decisions', 'act', 'value'],
      value: { rule: 'N_OF_M' },
      detail:
        'This has to be a decision rule: ALL_OF, N_OF_M with n (a number from 1 or "majority"), ' +
        'ROLE_COVERAGE with lines, SINGLE with seat, NO_OBJECTION with threshold and per ("all", "kind" or ' +
        '"country"), CONSENSUS_WITH_CHAIR with chair, or SEQUENTIAL with at least two of them as turns.',
    },
    {
      path: ['decisions', 'endorsement', 'value'],
      value: { rule: 'MOST_OF' },
      detail:
        'This has to be a decision rule: ALL_OF, N_OF_M with n (a number from 1 or "majority"), ' +
        'ROLE_COVERAGE with lines, SINGLE with seat, NO_OBJECTION with threshold and per ("all", "kind" or ' +
        '"country"), CONSENSUS_WITH_CHAIR with chair, or SEQUENTIAL with at least two of them as turns.',
    },
    {
      path: ['reminders', 'owner', 'value'],
      value: [-7, -7],
      detail:
        'This has to be a list of different whole numbers of days from the due date, negative before it.',
    },
    {
      path: ['eligibility', 'demandEvidence', 'value'],
      value: 'yes',
      detail: 'This has to be true or false.',
    },
    { path: ['version'], value: 0, detail: 'This has to be a whole number from 1.' },
    {
      path: ['waits', 'draft', 'source'],
      value: 5,
      detail: 'This has to be one line of text, at most 300 characters.',
    },
    { path: ['waits'], value: 5, detail: 'This has to be an object of named values.' },
  ])('is refused with $value at $path', ({ path, value, detail }) => {
    expect(ruleBookErrors(changed(path, value))).toEqual([{ pointer: `/${path.join('/')}`, detail }]);
  });

  it('says everything that is wrong at once', () => {
    const book = changed(['waits', 'draft'], undefined);
    const pointers = ruleBookErrors({ ...book, version: 'one', colour: 'red' }).map(({ pointer }) => pointer);

    expect(pointers.sort()).toEqual(['/colour', '/version', '/waits/draft']);
  });

  it.each([
    {
      name: 'a notice of a lapse that is no reminder',
      path: ['lapse', 'notices', 'value'],
      value: [-30, -5],
      error: {
        pointer: '/lapse/notices/value',
        detail: 'Every notice of a lapse has to be one of the reminders to the owner.',
      },
    },
    {
      name: 'a notice of a lapse after the due date',
      path: ['lapse', 'notices', 'value'],
      value: [-30, 0],
      error: {
        pointer: '/lapse/notices/value',
        detail: 'A notice of a lapse comes before the due date: its offset is negative.',
      },
    },
    {
      name: 'a coordinator who is told before the owner',
      path: ['reminders', 'coordinator', 'value'],
      value: 7,
      error: {
        pointer: '/reminders/coordinator/value',
        detail: 'The coordinator is told after all reminders to the owner.',
      },
    },
    {
      name: 'an approving body that is told before the coordinator',
      path: ['reminders', 'approvingBody', 'value'],
      value: 14,
      error: {
        pointer: '/reminders/approvingBody/value',
        detail: 'The approving body is told after the coordinator.',
      },
    },
  ])('is refused with $name', ({ path, value, error }) => {
    expect(ruleBookErrors(changed(path, value))).toEqual([error]);
  });

  it('is refused with a coordinator who is told before anything is late', () => {
    const book = changed(['reminders', 'owner', 'value'], [-30, -7, -1]);
    const errors = ruleBookErrors({
      ...book,
      reminders: {
        ...(book['reminders'] as Json),
        coordinator: { value: 0, source: 'ours' },
      },
    });

    expect(errors).toEqual([
      {
        pointer: '/reminders/coordinator/value',
        detail: 'The coordinator is told of a delay: after the due date.',
      },
    ]);
  });

  it('does not start with a broken one: all errors are in the message', () => {
    expect(() => readRuleBook(changed(['waits', 'draft'], undefined))).toThrow(
      'This is no rule book:\n/waits/draft: This value is missing: a rule book has to state it.',
    );
    expect(() => readRuleBook(changed(['lapse', 'notices', 'value'], [5]))).toThrow(
      'This is no rule book:\n' +
        '/lapse/notices/value: A notice of a lapse comes before the due date: its offset is negative.\n' +
        '/lapse/notices/value: Every notice of a lapse has to be one of the reminders to the owner.',
    );
    expect(() => readRuleBook(null)).toThrow('This is no rule book');
  });
});

describe('the values of the programmes', () => {
  it.each([
    { name: 'draft', wait: { days: 365 } },
    { name: 'screening', wait: { workingDays: 10 } },
    { name: 'revision', wait: { days: 60 } },
    { name: 'endorsement', wait: { days: 30 } },
    { name: 'concept', wait: { workingDays: 20 } },
    { name: 'act', wait: { workingDays: 30 } },
    { name: 'convening', wait: { days: 60 } },
    { name: 'declineSeat', wait: { days: 14 } },
    { name: 'undecided', wait: { workingDays: 10 } },
    { name: 'successor', wait: { workingDays: 10 } },
    { name: 'lastResortAfter', wait: { days: 30 } },
    { name: 'lastResort', wait: { workingDays: 20 } },
    { name: 'lastResortRepeat', wait: { days: 30 } },
    { name: 'reopening', wait: { days: 90 } },
    { name: 'reopenedClock', wait: { days: 180 } },
    { name: 'review', wait: { workingDays: 15 } },
    { name: 'otherwise', wait: { days: 60 } },
  ] as const)('give $name its time in both programmes', ({ name, wait }) => {
    expect(shippedRuleBooks.map((book) => book.waits[name].value)).toEqual([wait, wait]);
  });

  it('let 18 months lie between concept and approval, 12 for a medium size project', () => {
    expect(sscPilotRules.waits.conceptToApproval.value).toEqual({ months: 18 });
    expect(gefMediumRules.waits.conceptToApproval.value).toEqual({ months: 12 });
  });

  it('allow three rounds, decide by all host governments and by a majority of the approving body', () => {
    for (const book of shippedRuleBooks) {
      expect(book.revisionRounds.value).toBe(3);
      expect(book.decisions.endorsement.value).toEqual({ rule: 'ALL_OF' });
      expect(book.decisions.concept.value).toEqual({ rule: 'N_OF_M', n: 'majority' });
      expect(book.decisions.act.value).toEqual({ rule: 'N_OF_M', n: 'majority' });
    }
  });

  it('remind as section 4 says', () => {
    for (const { reminders, lapse } of shippedRuleBooks) {
      expect(reminders.owner.value).toEqual([-30, -14, -7, -1, 0, 3, 7]);
      expect(reminders.coordinator.value).toBe(14);
      expect(reminders.approvingBody.value).toBe(30);
      expect(reminders.repeatEvery.value).toBe(30);
      expect(lapse.notices.value).toEqual([-30, -7, -1]);
      expect(lapse.finalNotice.value).toBe(7);
    }
  });

  it('ask for two developing countries with a demand, or for one eligible country', () => {
    const asked = ({ eligibility }: typeof sscPilotRules): unknown[] => [
      eligibility.minimumCountries.value,
      eligibility.minimumDevelopingCountries.value,
      eligibility.demandEvidence.value,
      eligibility.triangular.value,
    ];

    expect(asked(sscPilotRules)).toEqual([2, 2, true, false]);
    expect(asked(gefMediumRules)).toEqual([1, 1, false, false]);
  });
});
