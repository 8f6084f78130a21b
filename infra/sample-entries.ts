import type { OrganisationKind } from '../workflows/directory/entries';

/** An organisation of the sample directory and those who act for it, by handle. */
export interface SampleOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly country?: string;
  readonly timeZone?: string;
  /** Whether the directory holds it as its country's focal point. */
  readonly focalPoint?: true;
  /** What each of its persons is for, in pilots or in the directory. */
  readonly seats: readonly string[];
  readonly persons: readonly string[];
}

/**
 * The directory that the local stack begins with (api.md, "The local stack"): persons for every seat, in bodies that
 * exist in no country's register. One organisation on one side only, as segregation wants it.
 */
export const sampleOrganisations: Readonly<Record<string, SampleOrganisation>> = {
  secretariat: {
    name: 'Sample Programme Secretariat',
    kind: 'un_agency',
    timeZone: 'Africa/Nairobi',
    seats: ['administrator'],
    persons: ['administrator-1', 'administrator-2'],
  },
  unit: {
    name: 'Sample South-South Cooperation Unit',
    kind: 'un_agency',
    timeZone: 'Africa/Nairobi',
    seats: ['coordinator'],
    persons: ['coordinator-1', 'coordinator-2'],
  },
  'ministry-ke': {
    name: 'Sample Ministry of Environment of Kenya',
    kind: 'government',
    country: 'KE',
    focalPoint: true,
    seats: ['host_government'],
    persons: ['host-government-ke'],
  },
  'ministry-mw': {
    name: 'Sample Ministry of Environment of Malawi',
    kind: 'government',
    country: 'MW',
    focalPoint: true,
    seats: ['host_government'],
    persons: ['host-government-mw'],
  },
  proponent: {
    name: 'Sample Regional Water Commission',
    kind: 'intergovernmental',
    timeZone: 'Africa/Addis_Ababa',
    seats: ['proponent'],
    persons: ['proponent'],
  },
  provider: {
    name: 'Sample Institute of Water Technology',
    kind: 'academic',
    country: 'KE',
    seats: ['provider'],
    persons: ['provider'],
  },
  beneficiary: {
    name: 'Sample District Water Board',
    kind: 'other',
    country: 'MW',
    seats: ['beneficiary'],
    persons: ['beneficiary'],
  },
  facilitator: {
    name: 'Sample Agency for Triangular Cooperation',
    kind: 'government',
    country: 'DE',
    seats: ['facilitator'],
    persons: ['facilitator'],
  },
  funder: {
    name: 'Sample Fund for the Environment',
    kind: 'donor',
    country: 'NO',
    seats: ['funder'],
    persons: ['funder'],
  },
  reviewer: {
    name: 'Sample Convention Secretariat',
    kind: 'mea_secretariat',
    timeZone: 'America/Toronto',
    seats: ['reviewer'],
    persons: ['reviewer'],
  },
  'board-1': {
    name: 'Sample Division of Policy',
    kind: 'un_agency',
    timeZone: 'Africa/Nairobi',
    seats: ['approving_body'],
    persons: ['approving-body-1'],
  },
  'board-2': {
    name: 'Sample Division of Science',
    kind: 'un_agency',
    timeZone: 'Europe/Paris',
    seats: ['approving_body'],
    persons: ['approving-body-2'],
  },
  'board-3': {
    name: 'Sample Regional Office',
    kind: 'un_agency',
    timeZone: 'Asia/Bangkok',
    seats: ['approving_body'],
    persons: ['approving-body-3'],
  },
  finance: {
    name: 'Sample Division of Corporate Services',
    kind: 'un_agency',
    timeZone: 'Africa/Nairobi',
    seats: ['finance'],
    persons: ['finance'],
  },
  evaluator: {
    name: 'Sample Evaluation Network',
    kind: 'ngo',
    country: 'IN',
    seats: ['evaluator'],
    persons: ['evaluator'],
  },
  observer: {
    name: 'Sample Development Programme',
    kind: 'un_agency',
    timeZone: 'America/New_York',
    seats: ['observer'],
    persons: ['observer'],
  },
  auditor: {
    name: 'Sample Office of Audit',
    kind: 'un_agency',
    timeZone: 'America/New_York',
    seats: ['auditor'],
    persons: ['auditor'],
  },
};

/** Which of them the sample programmes name. */
export const sampleInstitutions = {
  coordinators: ['unit'],
  approvingBody: ['board-1', 'board-2', 'board-3'],
  finance: 'finance',
  administrators: ['administrator-1', 'administrator-2'],
};
