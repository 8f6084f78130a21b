/** A process type as the API shows it: `/v1/<plural>`. */
export interface Resource {
  readonly type: string;
  readonly plural: string;
}

export const pilots: Resource = { type: 'pilot', plural: 'pilots' };
export const organisations: Resource = { type: 'organisation', plural: 'organisations' };
export const persons: Resource = { type: 'person', plural: 'persons' };
export const programmes: Resource = { type: 'programme', plural: 'programmes' };

export const resources: readonly Resource[] = [pilots, organisations, persons, programmes];

/** The address of one of them. */
export const hrefOf = ({ plural }: Resource, id: string): string => `/v1/${plural}/${id}`;
