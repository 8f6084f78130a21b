import type { Caller } from '../../workflows/decider';
import type { Programme, RuleBook } from '../../workflows/programmes/rule-book';
import {
  completeProposal,
  finance,
  first,
  kenya,
  malawi,
  persons,
  organisations,
  programmeWith,
  proponent,
  sampleDirectory,
} from './pilot-people';
import { aPilot, type Story } from './pilots';

export const donor: Caller = { door: 'http', person: 'dagny', organisation: 'donor' };
export const otherDonor: Caller = { door: 'http', person: 'rosa', organisation: 'secretariat' };

/** The default programme with other rules about money, or other waits. */
export const fundedProgramme = (
  money: Partial<RuleBook['money']> = {},
  more: Partial<RuleBook> = {},
): Programme => {
  const programme = programmeWith(1);
  const { ruleBook } = programme;
  return { ...programme, ruleBook: { ...ruleBook, ...more, money: { ...ruleBook.money, ...money } } };
};

export const fundedDirectory = (money: Partial<RuleBook['money']> = {}, more: Partial<RuleBook> = {}) =>
  sampleDirectory({ organisations, persons, programmes: [fundedProgramme(money, more)] });

let papers = 0;

/** A document that was never named before. */
export const paper = (name = 'Letter') => {
  papers += 1;
  return {
    sha256: papers.toString(16).padStart(64, '0'),
    name,
    date: '2027-01-10',
    issuer: 'Ministry',
    location: 'Registry 9',
  };
};

const endorsed = {
  registeredOn: '2026-01-15',
  since: '2026-11-01',
  proposal: completeProposal,
  seats: [
    { kind: 'host_government', organisation: 'focal-ke', country: 'KE' },
    { kind: 'host_government', organisation: 'focal-mw', country: 'MW' },
    { kind: 'funder', organisation: 'donor' },
    { kind: 'funder', organisation: 'secretariat' },
    { kind: 'provider', organisation: 'focal-mw', country: 'MW' },
    { kind: 'beneficiary', organisation: 'focal-ke', country: 'KE' },
  ],
  endorsements: [
    { country: 'KE', heldOn: '2026-11-20' },
    { country: 'MW', heldOn: '2026-11-20' },
  ],
  reason: 'It ran on paper until now.',
};

/** Taken over into a step of funding, with whatever is stated of its money. */
export const takenOver = (
  step: string,
  more: object = {},
  directory = fundedDirectory(),
  board: readonly Caller[] = [first],
): Story =>
  board.reduce<Story>(
    (story, member) => story.takes(member, 'approve'),
    aPilot(directory).give('take-over', { body: { ...endorsed, step, ...more } }),
  );

/** In the mix, with nothing proposed yet. */
export const inMix = (directory = fundedDirectory()): Story => takenOver('funding.mix', {}, directory);

export const usd = (amount: string) => ({ amount, currency: 'USD' });
export const required = (cash = '1000.00', inKind = '0', parallel = '0') => ({
  cash,
  in_kind: inKind,
  parallel,
});

/** The hash of the text that is to be signed, in a pilot that has one. */
export const textOf = (story: Story): string => story.pilot.funding.texts.at(-1)?.document ?? '';

/** A line that is pledged and confirmed, by the donor unless it says otherwise. */
export const withLine = (story: Story, line: object, by: Caller = donor, letter = paper()): Story => {
  const pledged = story.give('pledge-contribution', { by, body: line });
  const contribution = pledged.pilot.funding.contributions.at(-1)?.id ?? '';
  return pledged.give('confirm-contribution', { by, body: { contribution, letter } });
};

/** A mix of 1,000 USD required: 800 of the donor and 400 of the other donor, both confirmed. */
export const aMix = (directory = fundedDirectory()): Story => {
  const stated = inMix(directory).give('state-required', { by: proponent, body: required() });
  const one = withLine(stated, { modality: 'trust_fund', money: usd('800') });
  return withLine(one, { modality: 'trust_fund', money: usd('400') }, otherDonor);
};

/** In appraisal. */
export const anAppraisal = (directory = fundedDirectory()): Story =>
  aMix(directory).give('submit-mix', { by: proponent });

/** In signature, with a text. */
export const aSignature = (directory = fundedDirectory()): Story =>
  anAppraisal(directory)
    .takes(first, 'approve')
    .give('set-agreement-text', { body: { document: paper('Agreement') } });

export const signatories: readonly Caller[] = [donor, otherDonor, proponent, kenya, malawi];

/** Signed by these. */
export const signedBy = (story: Story, by: readonly Caller[]): Story =>
  by.reduce((so, each) => so.takes(each, 'approve', { document: textOf(story) }), story);

/** The agreement is effective: nothing was to be met. */
export const effective = (directory = fundedDirectory()): Story =>
  signedBy(aSignature(directory), signatories);

/** In conditions: the board approved with one. */
export const withConditions = (directory = fundedDirectory()): Story => {
  const story = anAppraisal(directory)
    .takes(first, 'approve_with_conditions', { conditions: [{ text: 'Open a bank account.' }] })
    .give('set-agreement-text', { body: { document: paper('Agreement') } });
  return signedBy(story, signatories);
};

/** Of the donor’s 800 USD 700 are received and 300 of those passed on. */
export const paid = (story = effective()): Story =>
  story
    .give('receive-contribution', { by: finance, body: { contribution: 'contribution-1', amount: '700.00' } })
    .give('disburse-contribution', {
      by: finance,
      body: { contribution: 'contribution-1', amount: '300.00' },
    });
