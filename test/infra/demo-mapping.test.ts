import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readActivities } from '../../infra/demo/activity';
import { isComplete, notBroughtIn, proponentOf, proposalOf, rows } from '../../infra/demo/mapping';
import { anActivity } from '../support/activity';
import { activitiesIn, sampleFile } from '../support/sample-activities';

const demo = join(__dirname, '../../infra/demo');
const sample = readFileSync(sampleFile, 'utf8');

describe('the mapping of an activity', () => {
  it('takes what the file has, as it is', () =>
    expect(
      proposalOf(
        anActivity({
          identifier: 'XM-TEST-7',
          title: 'Hygiene,\n shelter',
          sectors: [
            { code: '18', vocabulary: '99' },
            { code: '15131', vocabulary: '1' },
            { code: '16.3', vocabulary: '8' },
          ],
          budgets: [
            { value: '60000.2', currency: 'GBP' },
            { value: '368.01', currency: 'GBP' },
          ],
        }),
      ),
    ).toEqual({
      title: 'Hygiene, shelter',
      references: ['IATI XM-TEST-7'],
      beneficiaryCountries: ['KE'],
      region: 'Africa',
      focalArea: 'DAC sector 15131',
      plannedStart: '2020-03-31',
      plannedEnd: '2021-02-28',
      roughBudget: { amount: '60368.21', currency: 'GBP' },
      policyLinks: [{ kind: 'sdg_target', reference: '16.3' }],
    }));

  it('leaves out what the file does not have', () =>
    expect(proposalOf(anActivity({ countries: [], dates: {}, budgets: [] }))).toEqual({
      title: 'An activity',
      references: ['IATI XM-TEST-1'],
    }));

  it.each([
    ['289', '1', 'Africa'],
    ['489', '1', 'Americas'],
    ['798', '1', 'Asia'],
    ['998', '1', undefined],
    ['289', '99', undefined],
  ])('without a country takes DAC region %s of vocabulary %s for %s', (code, vocabulary, region) =>
    expect(proposalOf(anActivity({ countries: [], regions: [{ code, vocabulary }] })).region).toBe(region),
  );

  it('takes the country before the region', () =>
    expect(proposalOf(anActivity({ regions: [{ code: '489', vocabulary: '1' }] })).region).toBe('Africa'));

  it('does not add up two currencies', () =>
    expect(
      proposalOf(
        anActivity({
          budgets: [
            { value: '1', currency: 'GBP' },
            { value: '1', currency: 'USD' },
          ],
        }),
      ),
    ).not.toHaveProperty('roughBudget'));

  it('adds budgets up to the last digit', () =>
    expect(
      proposalOf(
        anActivity({
          budgets: [
            { value: '123456789012345', currency: 'KRW' },
            { value: '0.10', currency: 'KRW' },
            { value: '0.20', currency: 'KRW' },
          ],
        }),
      ).roughBudget,
    ).toEqual({ amount: '123456789012345.30', currency: 'KRW' }));

  it.each([
    [['1', '2', '3', '4'], '4'],
    [['1', '2', '3'], '3'],
    [['1', '2'], '2'],
    [['1'], null],
  ])('of organisations with the roles %j lets role %s propose', (roles, role) => {
    const organisations = roles.map((name) => ({ name, role: name, ref: null, type: null }));
    expect(proponentOf(anActivity({ organisations })).name).toBe(role ?? 'A publisher');
  });

  it.each([
    ['everything', {}, true],
    ['no country', { countries: [] }, false],
    ['no planned start', { dates: { plannedEnd: '2021-02-28' } }, false],
    ['no planned end', { dates: { plannedStart: '2021-02-28' } }, false],
    ['no budget', { budgets: [] }, false],
  ])('of an activity with %s: can the partners complete it?', (_, different, complete) =>
    expect(isComplete(anActivity(different))).toBe(complete),
  );

  it('has its table beside the code, word for word', () => {
    const readme = readFileSync(join(demo, 'README.md'), 'utf8').replace(/ +\|/g, ' |');
    for (const { file, proposal, how } of rows)
      expect(readme).toContain(`| \`${file}\` | \`${proposal}\` | ${how} |`);
    for (const [file, why] of Object.entries(notBroughtIn))
      expect(readme).toContain(`| \`${file}\` | not brought in | ${why} |`);
    const lines = readme.split('\n').filter((line) => line.startsWith('| `'));
    expect(lines).toHaveLength(rows.length + Object.keys(notBroughtIn).length + 1);
  });

  it('accounts for every field of the sample', () => {
    const told = [
      ...rows.map(({ file }) => file),
      ...Object.keys(notBroughtIn),
      'organisations',
      'reportingOrganisation',
    ];
    const accounted = told.flatMap((fields) => fields.split(', '));
    const fieldsOf = (value: unknown, path: string): readonly string[] => {
      if (accounted.includes(path)) return [];
      if (Array.isArray(value)) return value.flatMap((one) => fieldsOf(one, `${path}[]`));
      if (value === null || typeof value !== 'object') return [path];
      return Object.entries(value).flatMap(([name, one]) =>
        fieldsOf(one, path === '' ? name : `${path}.${name}`),
      );
    };
    const unaccounted = (JSON.parse(sample) as unknown[]).flatMap((activity) => fieldsOf(activity, ''));
    expect([...new Set(unaccounted)].filter((path) => !path.endsWith('.vocabulary'))).toEqual([]);
  });

  it('finds 13 of the 20 sample activities complete', () =>
    expect(activitiesIn(sampleFile).filter(isComplete)).toHaveLength(13));
});

describe('a file of activities', () => {
  it.each([
    ['not JSON at all', 'it is not JSON; give a file that holds a list of activities'],
    ['{"activities": []}', 'as a whole it does not have the shape of a list of activities'],
    [JSON.stringify([{ ...anActivity(), countries: [{ code: 'Kenya' }] }]), 'at /0/countries/0/code'],
    [
      JSON.stringify([{ ...anActivity(), budgets: [{ value: 'much', currency: 'USD' }] }]),
      'at /0/budgets/0/value',
    ],
    [JSON.stringify([anActivity(), anActivity()]), 'it holds the activity XM-TEST-1 twice; keep one'],
  ])('that is %s is refused with the place and the reason', (text, reason) =>
    expect(readActivities(text)).toEqual({ cannotBeRead: expect.stringContaining(reason) as string }),
  );
});
