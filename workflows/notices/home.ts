import { calendarOf } from '../clocks/calendar';
import type { Calendar } from '../clocks/due';
import type { DirectoryContext, OrganisationEntry } from '../directory/entries';

/**
 * The organisation whose days and language are a person's own where the directory knows none of hers: the first
 * active one that she belongs to. One for each person, or one day of hers could be two.
 */
export const homeOf = (
  person: string,
  directory: Pick<DirectoryContext, 'person' | 'organisation'>,
): OrganisationEntry | undefined =>
  (directory.person(person)?.organisations ?? [])
    .flatMap((id) => directory.organisation(id) ?? [])
    .find(({ active }) => active);

/** Of a person without an organisation: an administrator who has named none yet. */
const nowhere: Calendar = { timeZone: 'UTC', weekend: [6, 7], country: null, holidays: [] };

/** The calendar by which a person's notices are sent. */
export const calendarOfPerson = (
  person: string,
  directory: Pick<DirectoryContext, 'person' | 'organisation'>,
): Calendar => {
  const home = homeOf(person, directory);
  return home === undefined ? nowhere : calendarOf(home);
};
