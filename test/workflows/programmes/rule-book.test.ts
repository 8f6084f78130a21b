import { readRuleBook, ruleBookErrors } from '../../../workflows/programmes/read-rule-book';
import { shippedRuleBooks, sscPilotRules } from '../../../workflows/programmes/shipped';
import { changed } from './changed';

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

  it.each([
    {
      name: 'a rule that lacks its number',
      path: ['decisions', 'concept', 'value'],
      value: { rule: 'N_OF_M' },
      at: '/n',
      detail: 'This value is missing: a rule book has to state it.',
    },
    {
      name: 'a number of approvals that is none',
      path: ['decisions', 'concept', 'value'],
      value: { rule: 'N_OF_M', n: 'all' },
      at: '/n',
      detail: 'This has to be a whole number from 1, or "majority".',
    },
    {
      name: 'a seat that does not exist',
      path: ['decisions', 'clearance', 'value'],
      value: { rule: 'ROLE_COVERAGE', lines: [{ seat: 'minister', count: 1 }] },
      at: '/lines/0/seat',
      detail:
        'This has to be one of coordinator, proponent, host_government, provider, beneficiary, facilitator, ' +
        'funder, reviewer, approving_body, finance, evaluator, observer, auditor.',
    },
    {
      name: 'a turn that lacks its seat',
      path: ['decisions', 'clearance', 'value'],
      value: { rule: 'SEQUENTIAL', turns: [{ rule: 'ALL_OF' }, { rule: 'SINGLE' }] },
      at: '/turns/1/seat',
      detail: 'This value is missing: a rule book has to state it.',
    },
    {
      name: 'a limit that is no amount',
      path: ['money', 'limit', 'value'],
      value: { modalities: ['seed_grant'], amount: 35000 },
      at: '/amount',
      detail: 'This has to be an amount as text, such as "50000.00".',
    },
    {
      name: 'an unknown modality',
      path: ['money', 'modalities', 'value'],
      value: ['gold'],
      at: '/0',
      detail:
        'This has to be one of cost_sharing_government, cost_sharing_third_party, trust_fund, parallel, ' +
        'in_kind, core_budget, seed_grant, triangular_facilitation.',
    },
    {
      name: 'a quorum that is no share',
      path: ['consultation', 'quorum', 'value'],
      value: { percent: 101, hostGovernments: 1 },
      at: '/percent',
      detail: 'This has to be a whole number of percent, 0 to 100.',
    },
  ])('points into the value with $name', ({ path, value, at, detail }) => {
    expect(ruleBookErrors(changed(path, value))).toEqual([{ pointer: `/${path.join('/')}${at}`, detail }]);
  });

  it('says everything that is wrong at once', () => {
    const book = changed(['waits', 'draft'], undefined);
    const pointers = ruleBookErrors({ ...book, version: 'one', colour: 'red' }).map(({ pointer }) => pointer);

    expect(pointers.sort()).toEqual(['/colour', '/version', '/waits/draft']);
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
