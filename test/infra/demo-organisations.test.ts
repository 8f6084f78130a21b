import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mention, kindOfType, organisationsOf } from '../../infra/demo/organisations';
import { anActivity } from '../support/activity';

const organisationsNamed = (...mentions: Mention[]) =>
  organisationsOf([anActivity({ organisations: mentions.map((mention) => ({ ...mention, role: '1' })) })]);

/** Without the organisation that reports, which every activity names. */
const entriesFor = (...mentions: Mention[]) => organisationsNamed(...mentions).organisations.slice(1);

describe('the organisations of a file', () => {
  it('are one where the reference is one, however it is spelled', () =>
    expect(
      entriesFor(
        { ref: 'GB-GOV-1', name: 'DFID', type: null },
        { ref: 'GB-GOV-1', name: 'Foreign, Commonwealth and Development Office', type: '10' },
        { ref: 'gb-gov1', name: 'FCDO', type: '10' },
      ),
    ).toEqual([{ key: 'ref:gbgov1', name: 'DFID', kind: 'government', country: 'GB' }]));

  it('are two where two references bear one name', () =>
    expect(
      entriesFor(
        { ref: 'KE-GOV-7', name: 'Ministry of Health', type: '10' },
        { ref: 'MW-GOV-7', name: 'Ministry of Health', type: '10' },
      ).map(({ country }) => country),
    ).toEqual(['KE', 'MW']));

  it('are found by name where a mention has no reference', () => {
    const withReference = { ref: '44000', name: 'World Bank (IBRD)', type: '40' };
    const withoutReference = { ref: null, name: 'WORLD BANK, IBRD', type: null };
    const { organisations, keyOf } = organisationsNamed(withoutReference, withReference);
    expect(organisations).toHaveLength(2);
    expect(keyOf(withoutReference)).toBe(keyOf(withReference));
  });

  it('stay apart where a name without a reference could mean two of them', () =>
    expect(
      entriesFor(
        { ref: 'KE-GOV-7', name: 'Ministry of Health', type: '10' },
        { ref: 'MW-GOV-7', name: 'Ministry of Health', type: '10' },
        { ref: null, name: 'Ministry of Health', type: '10' },
      ),
    ).toHaveLength(3));

  it.each([
    ['10', 'government'],
    ['15', 'other'],
    ['21', 'ngo'],
    ['22', 'ngo'],
    ['23', 'ngo'],
    ['24', 'ngo'],
    ['40', 'intergovernmental'],
    ['60', 'donor'],
    ['70', 'other'],
    ['80', 'academic'],
    [null, 'other'],
  ])('of type %s are entered as %s', (type, kind) =>
    expect(entriesFor({ ref: null, name: 'A body', type })).toMatchObject([{ kind }]),
  );

  it('have the kinds that the table beside the code says', () => {
    const readme = readFileSync(join(__dirname, '../../infra/demo/README.md'), 'utf8').replace(/ +\|/g, ' |');
    for (const [type, kind] of Object.entries(kindOfType))
      expect(readme).toContain(`| ${type} | \`${kind}\` |`);
  });

  it('are United Nations agencies where their reference is a channel code of one', () =>
    expect(
      entriesFor(
        { ref: 'XM-DAC-41114', name: 'UNDP', type: '40' },
        { ref: '41122', name: 'UNICEF', type: null },
        { ref: 'XM-DAC-7', name: 'Netherlands', type: '10' },
      ).map(({ kind }) => kind),
    ).toEqual(['un_agency', 'un_agency', 'government']));

  it('have a country only where their reference is from a national register', () =>
    expect(
      entriesFor(
        { ref: 'KR-GOV-051', name: 'KOICA', type: '10' },
        { ref: 'XM-DAC-7', name: 'Netherlands', type: '10' },
        { ref: '00141', name: 'GOVERNMENT OF JAPAN', type: '10' },
      ).map(({ country }) => country),
    ).toEqual(['KR', null, null]));
});
