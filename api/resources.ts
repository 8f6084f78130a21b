/** A process type as the API shows it: `/v1/<plural>`. */
export interface Resource {
  readonly type: string;
  readonly plural: string;
  /** What documentation calls one of them. */
  readonly noun: string;
}

export const pilots: Resource = { type: 'pilot', plural: 'pilots', noun: 'a pilot' };
export const organisations: Resource = {
  type: 'organisation',
  plural: 'organisations',
  noun: 'an organisation',
};
export const persons: Resource = { type: 'person', plural: 'persons', noun: 'a person' };
export const programmes: Resource = { type: 'programme', plural: 'programmes', noun: 'a programme' };

export const resources: readonly Resource[] = [pilots, organisations, persons, programmes];

/** The address of one of them. */
export const hrefOf = ({ plural }: Resource, id: string): string => `/v1/${plural}/${id}`;
