import { daysBetween, localDay } from '../clocks/days';
import type { Day, Instant } from '../decider';
import type { Tongue } from './language';

/** How a text is put into words for one reader: her language, her time zone, and the day that it is written on. */
export interface Voice extends Tongue {
  readonly timeZone: string;
  readonly today: Day;
}

type Values = Readonly<Record<string, string>>;

/** Keeps what is put in, perhaps of the other direction, apart from the sentence around it (Unicode bidi isolates). */
const isolated = (value: string): string => `\u2068${value}\u2069`;

/** Fills in the places of a text. Throws for a place without a value. */
export const filled = ({ catalogue }: Tongue, text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (_place, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`The text “${text}” has a place for ${name}, and no value for it.`);
    return catalogue.direction === 'rtl' ? isolated(value) : value;
  });

/** The form of a text for this number, with `{count}` in the reader's digits. */
export const counted = (
  voice: Tongue,
  forms: Readonly<Record<string, string>>,
  count: number,
  values: Values,
): string => {
  const category = new Intl.PluralRules(voice.locale).select(count);
  const shown = new Intl.NumberFormat(voice.locale).format(count);
  return filled(voice, forms[category] ?? forms['other'] ?? '', { ...values, count: shown });
};

/** Some regions count their years otherwise; due dates are of the calendar that all share. */
const calendar = 'gregory';

/** A day, written out. */
export const dayIn = ({ locale }: Tongue, day: Day): string =>
  new Intl.DateTimeFormat(locale, { calendar, dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));

/** An instant, written out in the reader's time zone, which it names. */
export const instantIn = ({ locale, timeZone }: Voice, at: Instant): string =>
  new Intl.DateTimeFormat(locale, {
    calendar,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    timeZone,
  }).format(Date.parse(at));

/** How far an instant is from the day on which the text is written: "tomorrow", "in 7 days", "3 days ago". */
export const awayIn = ({ locale, timeZone, today }: Voice, at: Instant): string =>
  new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    daysBetween(today, localDay(at, timeZone)),
    'day',
  );

/** A country's name. */
export const countryIn = ({ locale }: Tongue, country: string): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
