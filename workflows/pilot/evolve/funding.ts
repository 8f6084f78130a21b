import { isNegative, plus } from '../../money/decimal';
import { afterEntry, pledgedOf } from '../../money/ledger';
import type { DocumentNamed } from '../events';
import type { Contribution, Funding, MasterAgreement } from '../funding/contribution';
import type { FundingFacts } from '../funding/facts';
import type { Pilot } from '../state';
import { type Foldings, whoDelegated, withDecision } from './folding';

const withFunding = (pilot: Pilot, change: Partial<Funding>): Pilot => ({
  ...pilot,
  funding: { ...pilot.funding, ...change },
});

const withLine = (pilot: Pilot, id: string, change: (line: Contribution) => Partial<Contribution>): Pilot =>
  withFunding(pilot, {
    contributions: pilot.funding.contributions.map((line) =>
      line.id === id ? { ...line, ...change(line) } : line,
    ),
  });

const served = (pilot: Pilot, ...documents: readonly DocumentNamed[]): Pilot => ({
  ...pilot,
  documents: [...new Set([...pilot.documents, ...documents.map(({ sha256 }) => sha256)])],
});

/** A line is committed by the signatures; if they are void it is so no longer. */
const committedAfter = (
  { committedAt }: Contribution,
  { movement, amount }: FundingFacts['contribution-moved'],
  occurredAt: string,
): string | null =>
  movement !== 'commit' ? committedAt : isNegative(amount) ? null : (committedAt ?? occurredAt);

const withMaster = ({ funding }: Pilot, signed: MasterAgreement): readonly MasterAgreement[] => [
  ...funding.masterAgreements.filter(({ organisation }) => organisation !== signed.organisation),
  signed,
];

/** Money, and the agreement about it. */
export const fundingFoldings: Foldings<keyof FundingFacts> = {
  'contribution-pledged': (pilot, { contribution, ...data }) =>
    withFunding(pilot, {
      contributions: [
        ...pilot.funding.contributions,
        {
          id: contribution,
          ...data,
          letter: null,
          confirmedAt: null,
          entered: null,
          committedAt: null,
          left: null,
          amounts: data.money === null ? null : pledgedOf(data.money.amount),
          delivered: '0',
          valued: null,
          references: [],
        },
      ],
    }),
  'contribution-letter-entered': (pilot, { contribution, ...entered }, { person, ...names }) =>
    served(
      withLine(pilot, contribution, () => ({ entered: { ...entered, by: person, ...whoDelegated(names) } })),
      entered.letter,
    ),
  'contribution-confirmed': (pilot, { contribution, letter }, { occurredAt }) =>
    served(
      withLine(pilot, contribution, () => ({
        letter: letter.sha256,
        confirmedAt: occurredAt,
        entered: null,
      })),
      letter,
    ),
  'contribution-unconfirmed': (pilot, { contribution }) =>
    withLine(pilot, contribution, () => ({ confirmedAt: null, entered: null })),
  'contribution-left': (pilot, { contribution, how, reason }, { occurredAt }) =>
    withLine(pilot, contribution, () => ({ left: { how, at: occurredAt, reason } })),
  'contribution-succeeded': (pilot, { contribution, seat, letter }) =>
    served(
      withLine(pilot, contribution, () => ({ seat, letter: letter.sha256 })),
      letter,
    ),
  'contribution-moved': (pilot, data, { occurredAt }) =>
    served(
      withLine(pilot, data.contribution, (line) => ({
        amounts: line.amounts === null ? null : afterEntry(line.amounts, data),
        committedAt: committedAfter(line, data, occurredAt),
      })),
      ...data.documents,
    ),
  'contribution-delivered': (pilot, { contribution, quantity, documents }) =>
    served(
      withLine(pilot, contribution, ({ delivered }) => ({ delivered: plus(delivered, quantity) })),
      ...documents,
    ),
  'contribution-valued': (pilot, { contribution, valuation }) =>
    withLine(pilot, contribution, ({ delivered, inKind }) =>
      delivered === '0' && inKind !== null ? { inKind: { ...inKind, valuation } } : { valued: valuation },
    ),
  'bank-reference-recorded': (pilot, { contribution, reference }) =>
    withLine(pilot, contribution, ({ references }) => ({ references: [...references, reference] })),
  'funding-required': (pilot, required) => withFunding(pilot, { required }),
  'rate-recorded': (pilot, rate) => withFunding(pilot, { rates: [...pilot.funding.rates, rate] }),
  'mix-submitted': (pilot) => pilot,
  'funding-approved': (pilot, { totals }, { occurredAt }) =>
    withFunding(pilot, { approved: { at: occurredAt, totals }, signedAt: null }),
  'agreement-text-set': (pilot, { version, document }) =>
    served(
      withFunding(pilot, {
        texts: [...pilot.funding.texts, { version, document: document.sha256 }],
      }),
      document,
    ),
  'decision-voided': (pilot, { decision: id }, { occurredAt }) =>
    withDecision(pilot, id, (decision) => ({ ...decision, voided: occurredAt })),
  'text-signed': (pilot) => pilot,
  'agreement-signed': (pilot, _data, { occurredAt }) =>
    withFunding(pilot, { signedAt: pilot.funding.signedAt ?? occurredAt }),
  'master-agreement-recorded': (pilot, { organisation, heldOn, signed, document }) =>
    served(
      withFunding(pilot, {
        masterAgreements: withMaster(pilot, { organisation, heldOn, signed }),
      }),
      document,
    ),
  'master-agreement-shared': (pilot, { organisation, heldOn, signed }) =>
    withFunding(pilot, { masterAgreements: withMaster(pilot, { organisation, heldOn, signed }) }),
  'conditions-set': (pilot, { precedents }) => withFunding(pilot, { precedents }),
  'agreement-effective': (pilot, _data, { occurredAt }) => withFunding(pilot, { effectiveAt: occurredAt }),
  'end-corrected': (pilot, { end }, { occurredAt }) => ({
    ...pilot,
    status: end,
    since: occurredAt,
    end: pilot.end === null ? null : { ...pilot.end, end, reopenableUntil: null },
  }),
};
