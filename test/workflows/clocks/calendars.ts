import type { Calendar } from '../../../workflows/clocks/due';

/** A ministry in Nairobi: Saturday and Sunday, the public holidays of Kenya. */
export const nairobi: Calendar = {
  timeZone: 'Africa/Nairobi',
  weekend: [6, 7],
  country: 'KE',
  holidays: [],
};

/** A ministry in Cairo: Friday and Saturday, the public holidays of Egypt. */
export const cairo: Calendar = { timeZone: 'Africa/Cairo', weekend: [5, 6], country: 'EG', holidays: [] };

/** A body of no country that works on every weekday. */
export const everyDay: Calendar = { timeZone: 'UTC', weekend: [], country: null, holidays: [] };
