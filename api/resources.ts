/** What the API shows under `/v1/<plural>`. */
export interface Resource {
  readonly type: string;
  readonly plural: string;
}

export const pilots: Resource = { type: 'pilot', plural: 'pilots' };
export const organisations: Resource = { type: 'organisation', plural: 'organisations' };
export const persons: Resource = { type: 'person', plural: 'persons' };
export const programmes: Resource = { type: 'programme', plural: 'programmes' };

export const delegations: Resource = { type: 'delegation', plural: 'delegations' };

/** A part of a person, without commands of its own: it is no process. */
export const apiKeys: Resource = { type: 'api-key', plural: 'api-keys' };

export const bulkExtensions: Resource = { type: 'bulk', plural: 'bulk-extensions' };

/** What persons were told; no process either. */
export const notices: Resource = { type: 'notice', plural: 'notices' };

export const meetings: Resource = { type: 'meeting', plural: 'meetings' };
export const masterAgreements: Resource = { type: 'master-agreement', plural: 'master-agreements' };

/** The processes that take commands. */
export const resources: readonly Resource[] = [
  pilots,
  organisations,
  persons,
  programmes,
  delegations,
  meetings,
  masterAgreements,
];

/** The address of one of them. */
export const hrefOf = ({ plural }: Resource, id: string): string => `/v1/${plural}/${id}`;
