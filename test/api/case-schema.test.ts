import { Value } from '@sinclair/typebox/value';

import { CaseSchema } from '../../api/case-schema';
import { caseOf } from '../../workflows/pilot/case';
import { sightOf } from '../../workflows/pilot/sight';
import { aMix, donor, effective, otherDonor, paid, paper, usd, withLine } from '../support/funding';
import { finance, malawi } from '../support/pilot-people';
import type { Story } from '../support/pilots';

const experts = {
  what: 'Experts',
  quantity: '12',
  unit: 'person months',
  valuation: { ...usd('900'), method: 'market price', valuer: 'An auditor' },
};
const rate = { from: 'KES', to: 'USD', rate: '0.0077', date: '2027-02-01', source: 'UN rate' };

const stories: readonly (readonly [string, () => Story])[] = [
  [
    'a mix with what is given in kind',
    () => withLine(aMix(), { modality: 'in_kind', inKind: experts }, malawi),
  ],
  [
    'a line that was withdrawn, and a rate',
    () =>
      aMix()
        .give('record-rate', { by: finance, body: rate })
        .give('withdraw-contribution', {
          by: donor,
          body: { contribution: 'contribution-1', reason: 'Cut.' },
        }),
  ],
  ['an agreement that is effective', () => effective()],
  [
    'money that moves',
    () =>
      paid().give('refund-contribution', {
        by: finance,
        body: { contribution: 'contribution-1', amount: '1', bankReference: 'KE-1', documents: [paper()] },
      }),
  ],
];

describe('The case as it is described is the case as it is shown', () => {
  it.each(stories)('of %s', (_of, told) => {
    const story = told();
    for (const by of [finance, otherDonor]) {
      const sight = sightOf(story.pilot, by, story.directory, story.at);
      const shown = caseOf(story.pilot, { at: story.at, sight, actions: [], agenda: story.agenda() });
      expect([...Value.Errors(CaseSchema, shown)].map(({ path, message }) => `${path}: ${message}`)).toEqual(
        [],
      );
    }
  });
});
