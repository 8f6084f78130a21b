import { languages } from '../../../workflows/notices/catalogue';
import { dutyIn } from '../../../workflows/notices/duty';
import { tongueFor } from '../../../workflows/notices/language';
import type { Obligation } from '../../../workflows/pilot/state';
import { anOpenConsultation, aResponse, toConvene } from '../../support/consultations';
import { anEndorsement, type Story } from '../../support/pilots';

const { pilot } = anEndorsement();
const duty = (owed: Pick<Obligation, 'kind' | 'subject'>, language = 'en'): string =>
  dutyIn(tongueFor(language), pilot, { ...owed, label: 'Its label', owner: 'coordinator-1' });

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

  const english = tongueFor('en');
  const owedNow = (story: Story, prefix: string): string => dutyIn(english, story.pilot, story.owed(prefix));

  it('in a step of the consultation, what it waits for by then', () => {
    const convened = 'step:consultation.convened:';
    const meeting = (body: object) => toConvene().give('convene', { body: { form: 'meeting', ...body } });
    expect(owedNow(toConvene(), convened)).toMatch(/^Prepare the consultation/);
    expect(owedNow(meeting({}), convened)).toMatch(
      /^Confirm that the meeting is still expected, set its date/,
    );
    expect(owedNow(meeting({ day: '2027-04-12' }), convened)).toBe('Hold the consultation on its day');
    const inquorate = anOpenConsultation().until('2027-04-20T00:00:00.000Z');
    expect(owedNow(anOpenConsultation(), 'step:consultation.open:')).toMatch(/^Hold the consultation: see/);
    expect(owedNow(inquorate, 'step:consultation.open:')).toMatch(/^Choose what to do without a quorum/);
  });

  it('in the response, the answers of the proponent, then the seats that the coordinator owes', () => {
    const answers = aResponse();
    const owed = answers.owed('step:consultation.response:');
    expect(dutyIn(english, answers.pilot, owed)).toBe('Answer every comment of the consultation');
    expect(dutyIn(english, answers.pilot, { ...owed, owner: 'coordinator-1' })).toMatch(
      /^Fill the seats that clearance needs/,
    );
  });
});
