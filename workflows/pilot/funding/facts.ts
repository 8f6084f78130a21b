import type { Day, Instant } from '../../decider';
import type { Money } from '../../money/currency';
import type { Decimal } from '../../money/decimal';
import type { Entry } from '../../money/ledger';
import type { Modality } from '../../money/modalities';
import type { Rate } from '../../money/rates';
import type { DocumentNamed } from '../events';
import type { ByClass, Contribution, InKind, Valuation } from './contribution';

interface LetterNamed {
  readonly contribution: string;
  readonly letter: DocumentNamed;
  readonly heldOn: Day | null;
  /** Why a letter serves that has served before. */
  readonly reason: string | null;
}

/** What the events about money say, by type. */
export interface FundingFacts {
  'contribution-pledged': {
    readonly contribution: string;
    readonly seat: string;
    readonly modality: Modality;
    readonly money: Money | null;
    readonly inKind: InKind | null;
    readonly terms: string | null;
    readonly expiresAt: Instant | null;
  };
  /** A letter on paper, entered by the coordinator: the line is confirmed by it when another person has confirmed it. */
  'contribution-letter-entered': LetterNamed;
  'contribution-confirmed': LetterNamed;
  /** It counts no more until its contributor confirms it again: the proposal that it was given for goes back. */
  'contribution-unconfirmed': { readonly contribution: string; readonly reason: string };
  'contribution-left': {
    readonly contribution: string;
    readonly how: NonNullable<Contribution['left']>['how'];
    readonly reason: string;
  };
  'contribution-succeeded': {
    readonly contribution: string;
    readonly seat: string;
    readonly letter: DocumentNamed;
    readonly reason: string | null;
  };
  /** An entry of the ledger; a negative one corrects. */
  'contribution-moved': Entry & {
    readonly contribution: string;
    readonly heldOn: Day | null;
    readonly reason: string | null;
    readonly documents: readonly DocumentNamed[];
  };
  'contribution-delivered': {
    readonly contribution: string;
    /** Negative where it corrects. */
    readonly quantity: Decimal;
    readonly heldOn: Day | null;
    readonly reason: string | null;
    readonly documents: readonly DocumentNamed[];
  };
  'contribution-valued': { readonly contribution: string; readonly valuation: Valuation };
  /** Restricted: bank references are not for every participant (lifecycle.md section 1, Sight). */
  'bank-reference-recorded': { readonly contribution: string; readonly reference: string };
  'funding-required': ByClass;
  'rate-recorded': Rate;
  'mix-submitted': { readonly totals: ByClass };
  'funding-approved': { readonly totals: ByClass };
  'agreement-text-set': {
    readonly version: number;
    readonly document: DocumentNamed;
    readonly reason: string | null;
  };
  /** A question that nobody needs answered any more; positions given are history. */
  'decision-voided': { readonly decision: string; readonly reason: string };
  'text-signed': { readonly decision: string; readonly seat: string; readonly document: string };
  'agreement-signed': { readonly version: number };
  'master-agreement-recorded': {
    readonly organisation: string;
    readonly heldOn: Day;
    readonly signed: Instant;
    readonly document: DocumentNamed;
    readonly reason: string | null;
  };
  /** Taken over from the agreement that is kept for all pilots of its contributor. */
  'master-agreement-shared': {
    readonly organisation: string;
    readonly masterAgreement: string;
    readonly heldOn: Day;
    readonly signed: Instant;
  };
  'conditions-set': { readonly precedents: readonly string[] };
  'agreement-effective': Readonly<Record<string, never>>;
  /** A disbursement or delivery before the end was learnt of after it. */
  'end-corrected': { readonly end: 'terminated'; readonly reason: string };
}

/** The schema version in which each is written now. */
export const fundingEventVersions: Readonly<Record<keyof FundingFacts, number>> = {
  'contribution-pledged': 1,
  'contribution-confirmed': 1,
  'contribution-letter-entered': 1,
  'contribution-unconfirmed': 1,
  'contribution-left': 1,
  'contribution-succeeded': 1,
  'contribution-moved': 1,
  'contribution-delivered': 1,
  'contribution-valued': 1,
  'bank-reference-recorded': 1,
  'funding-required': 1,
  'rate-recorded': 1,
  'mix-submitted': 1,
  'funding-approved': 1,
  'agreement-text-set': 1,
  'decision-voided': 1,
  'text-signed': 1,
  'agreement-signed': 1,
  'master-agreement-recorded': 1,
  'master-agreement-shared': 1,
  'conditions-set': 1,
  'agreement-effective': 1,
  'end-corrected': 1,
};
