import type { Caller, Instant } from '../../workflows/decider';
import type {
  DelegationEntry,
  DirectoryContext,
  OrganisationEntry,
  PersonEntry,
  SharedDateEntry,
} from '../../workflows/directory/entries';
import type { Programme } from '../../workflows/programmes/rule-book';
import { sscPilotRules } from '../../workflows/programmes/shipped';
import { directoryOf } from './directory';

/** Monday, and no holiday where the sample organisations are. */
export const start: Instant = '2027-03-01T09:00:00.000Z';

const http = (person: string, organisation: string): Caller => ({ door: 'http', person, organisation });

export const coordinator = http('carla', 'unit');
export const proponent = http('paul', 'institute');
export const finance = http('fatima', 'treasury');
export const administrator = http('ada', 'office');
export const kenya = http('kamau', 'focal-ke');
export const malawi = http('martha', 'focal-mw');
export const uganda = http('umar', 'focal-ug');
export const hosts: Readonly<Record<string, Caller>> = { KE: kenya, MW: malawi, UG: uganda };
export const members: readonly Caller[] = [
  http('board-one', 'board-1'),
  http('board-two', 'board-2'),
  http('board-three', 'board-3'),
];
export const [first, second, third] = members as readonly [Caller, Caller, Caller];

const organisation = (
  id: string,
  country: string | null,
  timeZone: string,
  more: Partial<OrganisationEntry> = {},
): OrganisationEntry => ({
  id,
  version: 1,
  name: id,
  kind: 'government',
  country,
  timeZone,
  weekend: [6, 7],
  holidays: [],
  language: 'en',
  focalPointFor: null,
  active: true,
  ...more,
});

export const person = (id: string, ...organisations: readonly string[]): PersonEntry => ({
  id,
  version: 1,
  organisations,
  rights: [],
  active: true,
  signingKeys: [],
});

/** Sample organisations: no country where public holidays would only distract. */
export const organisations: readonly OrganisationEntry[] = [
  organisation('unit', null, 'Africa/Nairobi', { kind: 'un_agency' }),
  organisation('office', null, 'Africa/Nairobi', { kind: 'un_agency' }),
  organisation('second-unit', null, 'Africa/Nairobi', { kind: 'un_agency' }),
  organisation('institute', null, 'Africa/Nairobi', { kind: 'academic' }),
  organisation('other-institute', null, 'Africa/Blantyre', { kind: 'academic' }),
  organisation('focal-ke', 'KE', 'Africa/Nairobi', { focalPointFor: 'KE' }),
  organisation('focal-mw', 'MW', 'Africa/Blantyre', { focalPointFor: 'MW' }),
  organisation('focal-ug', 'UG', 'Africa/Kampala', { focalPointFor: 'UG' }),
  organisation('board-1', null, 'Europe/Zurich', { kind: 'un_agency' }),
  organisation('board-2', null, 'America/New_York', { kind: 'un_agency' }),
  organisation('board-3', null, 'Asia/Bangkok', { kind: 'un_agency' }),
  organisation('board-4', null, 'Asia/Bangkok', { kind: 'un_agency' }),
  organisation('treasury', null, 'Africa/Nairobi', { kind: 'un_agency' }),
  organisation('donor', 'NO', 'Europe/Oslo', { kind: 'donor' }),
  organisation('secretariat', null, 'America/Montreal', { kind: 'mea_secretariat' }),
];

export const persons: readonly PersonEntry[] = [
  person('carla', 'unit'),
  person('cora', 'unit'),
  person('charles', 'second-unit'),
  person('ada', 'office'),
  person('paul', 'institute'),
  person('olga', 'other-institute'),
  person('kamau', 'focal-ke'),
  person('kioko', 'focal-ke'),
  person('martha', 'focal-mw'),
  person('umar', 'focal-ug'),
  person('board-one', 'board-1'),
  person('board-two', 'board-2'),
  person('board-three', 'board-3'),
  person('board-four', 'board-4'),
  person('fatima', 'treasury'),
  person('dagny', 'donor'),
  person('rosa', 'secretariat'),
];

/** The default programme with its institutions; `board` says how many members its approving body has. */
export const programmeWith = (board: number, more: Partial<Programme['institutions']> = {}): Programme => ({
  ruleBook: sscPilotRules,
  institutions: {
    coordinators: ['unit', 'second-unit'],
    approvingBody: ['board-1', 'board-2', 'board-3', 'board-4'].slice(0, board),
    finance: 'treasury',
    administrators: ['ada'],
    ...more,
  },
});

/** The sample directory, with whatever differs. */
export const sampleDirectory = (
  more: Partial<{
    readonly organisations: readonly OrganisationEntry[];
    readonly persons: readonly PersonEntry[];
    readonly programmes: readonly Programme[];
    readonly meetings: readonly SharedDateEntry[];
    readonly masterAgreements: readonly SharedDateEntry[];
    readonly delegations: readonly DelegationEntry[];
  }> = {},
): DirectoryContext => directoryOf({ organisations, persons, programmes: [programmeWith(1)], ...more });

/** A proposal with everything that a submission needs. */
export const completeProposal = {
  problem: 'Invasive water hyacinth on the lakes.',
  demandEvidence: { need: 'Need 12 of the register' },
  beneficiaryCountries: ['KE'],
  providerCountries: ['MW'],
  region: 'Africa',
  focalArea: 'Biodiversity',
  objectives: ['Clear two bays'],
  expectedOutputs: ['A weevil station'],
  plannedStart: '2028-01-01',
  plannedEnd: '2029-12-31',
  roughBudget: { amount: '40000.00', currency: 'USD', modality: 'trust_fund' },
  policyLinks: [{ kind: 'sdg_target', reference: '15.8' }],
} as const;
