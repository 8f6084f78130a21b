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
  uganda,
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

/** Experts of 500 USD, in kind. */
export const experts = {
  modality: 'in_kind',
  inKind: {
    what: 'Experts',
    quantity: '12',
    unit: 'person months',
    valuation: { amount: '500', currency: 'USD', method: 'market price', valuer: 'An auditor' },
  },
};

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

/**
 * Effective, with Uganda beside Kenya and Malawi: it gives something in kind, and both providers owe what the board
 * approved with, by 1 December 2027.
 */
export const withUganda = (directory = fundedDirectory(), board: readonly Caller[] = [first]): Story => {
  const appraised = takenOver(
    'funding.appraisal',
    {
      proposal: { ...completeProposal, providerCountries: ['MW', 'UG'] },
      seats: [
        ...endorsed.seats,
        { kind: 'host_government', organisation: 'focal-ug', country: 'UG' },
        { kind: 'provider', organisation: 'focal-ug', country: 'UG' },
      ],
      endorsements: [...endorsed.endorsements, { country: 'UG', heldOn: '2026-11-20' }],
      contributions: [
        {
          kind: 'funder',
          organisation: 'donor',
          modality: 'trust_fund',
          money: usd('1000'),
          letter: paper(),
        },
        { kind: 'provider', organisation: 'focal-ug', ...experts, letter: paper() },
      ],
      required: required('1000', '500'),
    },
    directory,
    board,
  );
  const conditions = ['provider-1', 'provider-2'].map((owner) => ({
    text: 'Name the experts.',
    owner,
    due: '2027-12-01',
  }));
  const approved = board
    .slice(1)
    .reduce<Story>(
      (so, member) => (so.pilot.status === 'funding.appraisal' ? so.takes(member, 'approve') : so),
      appraised.takes(first, 'approve_with_conditions', { conditions }),
    );
  const signing = approved.give('set-agreement-text', { body: { document: paper('Agreement') } });
  return signedBy(signing, [donor, proponent, kenya, malawi, uganda]);
};

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
