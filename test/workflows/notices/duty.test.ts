import { languages } from '../../../workflows/notices/catalogue';
import { dutyIn } from '../../../workflows/notices/duty';
import { tongueFor } from '../../../workflows/notices/language';
import type { Obligation } from '../../../workflows/pilot/state';
import { anEndorsement } from '../../support/pilots';

const { pilot } = anEndorsement();
const duty = (owed: Pick<Obligation, 'kind' | 'subject'>, language = 'en', label = 'Its label'): string =>
  dutyIn(tongueFor(language), pilot, { ...owed, label });

describe('What an obligation asks for', () => {
  it.each<[Obligation['kind'], string, string]>([
    ['step', 'proposal.screening', 'Screen the proposal: completeness and eligibility'],
    ['position', 'endorsement-1', 'Take a position on the endorsement of the proposal'],
    [
      'undecided',
      'endorsement-1',
      'Find a way out of the undecided question on the endorsement of the proposal: extend it, ask again, name substitutes, or refer it to the approving body',
    ],
    ['choice', 'round', 'The rounds of revision are used up: grant one more, or reject the proposal'],
    ['choice', 'endorsement-1', 'Decide on the endorsement of the proposal in the place of the seats asked'],
    [
      'choice',
      'country-MW',
      'The government has withdrawn its endorsement (Malawi): let the country leave, keep it once it has endorsed again, or end the pilot',
    ],
    [
      'last_resort',
      'endorsement-1',
      'Act on what is overdue (“Decide on the endorsement of the proposal”): extend it, waive it, replace the seat, or end the pilot',
    ],
    [
      'last_resort',
      'position:endorsement-1:host_government-1',
      'Act on what is overdue (“Take a position on the endorsement of the proposal”): extend it, waive it, replace the seat, or end the pilot',
    ],
    ['comment', 'consultation', 'Comment on the proposal in the consultation, or take a position'],
    ['clock', 'appraisal', 'Reach the approval of the full proposal'],
    ['confirmation', 'record-1', 'Confirm what another person has entered'],
    ['suspension', 'ground-1', 'Review the suspension: resume, extend it, or end the pilot'],
    ['question', 'donor', 'Say whether that from which a due date counts is still expected'],
    ['replacement', 'contribution-1', 'Replace the contribution that was lost'],
    ['refund', 'contribution-1', 'Pay back money that was received and not spent'],
  ])('%s, about %s: %s', (kind, subject, words) => {
    expect(duty({ kind, subject })).toBe(words);
    for (const language of languages.filter((each) => each !== 'en'))
      expect([language, duty({ kind, subject }, language)]).not.toEqual([language, words]);
  });

  it.each<[Obligation['kind'], string]>([
    ['condition', 'endorsement-1'],
    ['carried', 'take-over'],
    ['choice', 'something-new'],
    ['last_resort', 'something-new'],
  ])('%s, about %s, in the words of its label', (kind, subject) => {
    expect(duty({ kind, subject })).toBe('“Its label”');
    expect(duty({ kind, subject }, 'fr')).toBe('« Its label »');
  });
});
