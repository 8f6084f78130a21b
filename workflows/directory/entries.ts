import type { Day, Instant } from '../decider';
import type { Programme } from '../programmes/rule-book';

/**
 * What deciders may know of the directory: no names of persons, no addresses. An entry carries the `version`
 * of its own stream, so that an append can see that it has moved since (architecture, commit).
 */
export interface OrganisationEntry {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** ISO 3166-1 alpha-2, null for a body of no one country. */
  readonly country: string | null;
  readonly timeZone: string;
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly weekend: readonly number[];
  /** The organisation's own holidays, beside its country's public ones. */
  readonly holidays: readonly Day[];
  /** BCP 47. */
  readonly language: string;
  /** The country whose focal point this body is: only it may hold that country's host_government seat. */
  readonly focalPointFor: string | null;
  readonly active: boolean;
}

/** The kinds of organisation of lifecycle.md section 1. */
export const organisationKinds = [
  'government',
  'un_agency',
  'intergovernmental',
  'mea_secretariat',
  'ngo',
  'academic',
  'donor',
  'other',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export interface PersonEntry {
  readonly id: string;
  readonly version: number;
  readonly organisations: readonly string[];
  /** `administrator` keeps directory and programmes; `auditor` reads everything. */
  readonly rights: readonly PersonRight[];
  readonly active: boolean;
  /** Public Ed25519 keys with which the person signs commands that come through Temporal (JWK `x`, base64url). */
  readonly signingKeys: readonly { readonly id: string; readonly publicKey: string }[];
}

export const personRights = ['administrator', 'auditor'] as const;
export type PersonRight = (typeof personRights)[number];

/** A meeting that many pilots share, or a master agreement: the last day, or the day of the signing; null while it has none. */
export interface SharedDateEntry {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly day: Day | null;
  /** Of a meeting of several days the first; left out where it has one day only. */
  readonly firstDay?: Day;
  /** Of a master agreement the organisation that gives under it. */
  readonly contributor?: string;
}

/**
 * A dated right to act for a seat, given by a person who holds it in her own right (lifecycle.md section 1). Whether
 * it holds for a seat is not told by the entry alone: it is checked at the moment of the act.
 */
export interface DelegationEntry {
  readonly id: string;
  readonly version: number;
  /** Who holds the seat in her own right. */
  readonly giver: string;
  /** Who may act for it. */
  readonly receiver: string;
  readonly organisation: string;
  /** The one seat that it is for; null: every seat that the giver holds for the organisation. */
  readonly seat: { readonly pilot: string; readonly seat: string } | null;
  /** The first and the last day, where the organisation is. */
  readonly from: Day;
  readonly until: Day;
  /** The same as instants: it is in force from `begins` on, and not any more at `ends`. */
  readonly begins: Instant;
  readonly ends: Instant;
  readonly reason: string | null;
  readonly withdrawn: Instant | null;
}

/** A filled seat of a pilot, and the persons that it lists. */
export interface SeatEntry {
  readonly organisation: string;
  readonly persons: readonly string[];
}

/** The directory as a decider sees it. Every look-up is noted as used, so that the append can check it. */
export interface DirectoryContext {
  organisation(id: string): OrganisationEntry | undefined;
  person(id: string): PersonEntry | undefined;
  /** The active persons of an organisation, in the order of their ids. */
  personsOf(organisation: string): readonly PersonEntry[];
  programme(id: string, version: number): Programme | undefined;
  /** The newest published version of a programme. */
  latestProgramme(id: string): Programme | undefined;
  /** The body that the directory holds as the country's focal point. */
  focalPoint(country: string): OrganisationEntry | undefined;
  meeting(id: string): SharedDateEntry | undefined;
  masterAgreement(id: string): SharedDateEntry | undefined;
  /** The master agreement with this contributor: one that is signed, else any. */
  masterAgreementOf(contributor: string): SharedDateEntry | undefined;
  /** The delegations that are in force at this instant by their dates, in the order in which they began: to a person. */
  delegationsTo(person: string, at: Instant): readonly DelegationEntry[];
  /** The same of those that this person has given. */
  delegationsBy(person: string, at: Instant): readonly DelegationEntry[];
  /** A filled seat of the pilot that the command names (`Decider.pilotNamed`); of no other pilot. */
  seat(pilot: string, seat: string): SeatEntry | undefined;
  /** Does the newest version of any programme list this organisation as a coordinator? */
  coordinates(organisation: string): boolean;
  /** True while the directory holds no active administrator: only then may the operator make one. */
  readonly withoutAdministrator: boolean;
}
