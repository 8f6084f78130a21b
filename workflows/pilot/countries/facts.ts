/** What the events say about a country whose part is suspended. */
export interface CountryFacts {
  /** Its host government has withdrawn its endorsement from an agreement that is effective. */
  'country-suspended': { readonly country: string; readonly seat: string; readonly reason: string };
  /** The host government has come back; the approving body has not decided yet. */
  'country-endorsed-again': { readonly country: string; readonly seat: string; readonly note: string | null };
  'country-kept': { readonly country: string; readonly reason: string };
  'country-released': { readonly country: string; readonly reason: string };
}

/** The schema version of each that is written now. */
export const countryEventVersions: Readonly<Record<keyof CountryFacts, number>> = {
  'country-suspended': 1,
  'country-endorsed-again': 1,
  'country-kept': 1,
  'country-released': 1,
};
