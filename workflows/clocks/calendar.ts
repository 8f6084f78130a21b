import type { OrganisationEntry } from '../directory/entries';
import type { Calendar } from './due';

/** The calendar of an organisation: its zone and weekend, its country's public holidays, its own holidays. */
export const calendarOf = ({
  timeZone,
  weekend,
  country,
  holidays,
}: Pick<OrganisationEntry, 'timeZone' | 'weekend' | 'country' | 'holidays'>): Calendar => ({
  timeZone,
  weekend,
  country,
  holidays,
});
