import type { Day, Instant } from '../../decider';
import type { Money } from '../../money/currency';
import { type Decimal, isPositive } from '../../money/decimal';
import type { Amounts } from '../../money/ledger';
import { classOf, type Modality, type MoneyClass } from '../../money/modalities';
import type { Rate } from '../../money/rates';
import type { DocumentNamed } from '../events';

/** What something given in kind is worth, by which method, and who says so. */
export interface Valuation extends Money {
  readonly method: string;
  readonly valuer: string;
}

/** Experts, premises, equipment, training places: so many of a unit. */
export interface InKind {
  readonly what: string;
  readonly quantity: Decimal;
  readonly unit: string;
  /** What it is reckoned to be worth before it is delivered; null while nobody has valued it. */
  readonly valuation: Valuation | null;
}

/** A contributor's letter that came on paper, as the coordinator entered it. */
export interface EnteredLetter {
  readonly letter: DocumentNamed;
  readonly heldOn: Day | null;
  readonly reason: string | null;
  /** Who entered it: somebody else confirms it. */
  readonly by: string | null;
  /** Who had delegated the seat to her; absent where nobody had. */
  readonly delegatedBy?: string;
}

/** One line of the funding mix: who gives what, how, when (lifecycle.md section 1). */
export interface Contribution {
  readonly id: string;
  /** The seat that gives it. */
  readonly seat: string;
  readonly modality: Modality;
  /** Null for what is given in kind. */
  readonly money: Money | null;
  readonly inKind: InKind | null;
  /** How and when, in words. */
  readonly terms: string | null;
  /** When the pledge expires by itself; null where it does not. */
  readonly expiresAt: Instant | null;
  /** The hash of the contributor's letter, and when the line was confirmed by it. */
  readonly letter: string | null;
  readonly confirmedAt: Instant | null;
  /** A letter that the coordinator has entered and another person has not confirmed yet. */
  readonly entered: EnteredLetter | null;
  /** Since when it is committed: the agreement that it stands in is signed. */
  readonly committedAt: Instant | null;
  /** How it left the mix; null while it is in it. */
  readonly left: {
    readonly how: 'withdrawn' | 'refused' | 'expired';
    readonly at: Instant;
    readonly reason: string;
  } | null;
  /** Where its money stands; null for what is given in kind. */
  readonly amounts: Amounts | null;
  /** How much of the quantity was delivered, and what that was worth. */
  readonly delivered: Decimal;
  readonly valued: Valuation | null;
  readonly references: readonly string[];
}

/** Amounts by class, in the currency of the programme. */
export type ByClass = Readonly<Record<MoneyClass, Decimal>>;

/** The agreement in one of its versions, by the hash of its document. */
export interface AgreementText {
  readonly version: number;
  readonly document: string;
}

/** A framework that an organisation has signed once for many pilots. */
export interface MasterAgreement {
  readonly organisation: string;
  readonly heldOn: Day;
  readonly signed: Instant;
}

/** All that a pilot knows of its money. */
export interface Funding {
  readonly contributions: readonly Contribution[];
  /** What is needed of each class; null until it is stated. */
  readonly required: ByClass | null;
  readonly rates: readonly Rate[];
  /** The totals that the appraisal approved, and when; null before it. */
  readonly approved: { readonly at: Instant; readonly totals: ByClass } | null;
  readonly texts: readonly AgreementText[];
  /** When an agreement under this approval was signed first: a new text restarts no clock. */
  readonly signedAt: Instant | null;
  readonly masterAgreements: readonly MasterAgreement[];
  /** The obligations that have to be met before the agreement is effective. */
  readonly precedents: readonly string[];
  readonly effectiveAt: Instant | null;
}

/** Before anything is said about money. */
export const noFunding: Funding = {
  contributions: [],
  required: null,
  rates: [],
  approved: null,
  texts: [],
  signedAt: null,
  masterAgreements: [],
  precedents: [],
  effectiveAt: null,
};

/** Cash, in kind or parallel. */
export const classOfLine = ({ modality }: Pick<Contribution, 'modality'>): MoneyClass => classOf(modality);

/** Is it in the mix: neither withdrawn nor refused nor expired? */
export const isIn = ({ left }: Pick<Contribution, 'left'>): boolean => left === null;

/** What a line comes to in money: its amount, or what it is valued at; null for what nobody has valued. */
export const worthOf = ({ money, inKind, valued }: Contribution): Money | null =>
  money ?? valued ?? inKind?.valuation ?? null;

/** Where a line stands in one word (lifecycle.md section 5): in kind offered → confirmed → delivered → valued. */
export const standingOf = (line: Contribution): string => {
  if (line.left !== null) return line.left.how;
  if (line.inKind === null) return line.committedAt === null ? 'pledged' : 'committed';
  if (line.valued !== null) return 'valued';
  if (isPositive(line.delivered)) return 'delivered';
  return line.confirmedAt === null ? 'offered' : 'confirmed';
};
