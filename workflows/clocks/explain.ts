import type { Day, Instant } from '../decider';
import { dayOf, withoutExtensions } from './day-of';
import { localDay } from './days';
import type { Calendar, DueExpression, Extension, Length, MonthDay } from './due';
import { type Left, stopOf } from './run-on';

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdayNames = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

const monthAndDay = (month: string, day: string): string => `${Number(day)} ${monthNames[Number(month) - 1]}`;

/** A day in words: "3 June 2027". */
export const sayDay = (day: Day): string => {
  const [year, month, ofMonth] = day.split('-') as [string, string, string];
  return `${monthAndDay(month, ofMonth)} ${year}`;
};

const sayYearly = (date: MonthDay): string => {
  const [month, day] = date.slice(2).split('-') as [string, string];
  return monthAndDay(month, day);
};

const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;

/** A length in words: "120 days", "1 month". */
export const sayLength = (length: Length): string =>
  'days' in length ? count(length.days, 'day') : count(length.months, 'month');

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Phrases that have commas of their own: a comma before "and" keeps two apart, semicolons keep more apart. */
const listedPhrases = (phrases: readonly string[]): string =>
  phrases.length < 3 ? phrases.join(', and ') : `${phrases.slice(0, -1).join('; ')}; and ${phrases.at(-1)}`;

const sayEvent = (event: string, from: Instant | null, calendar: Calendar): string =>
  from === null
    ? `${event}, which has not happened yet`
    : `${event}, ${sayDay(localDay(from, calendar.timeZone))}`;

const sayFixed = ({ day, why }: DueExpression & { readonly kind: 'fixed' }): string =>
  why === undefined ? sayDay(day) : `${sayDay(day)}, ${why}`;

const sayPart = (part: DueExpression, calendar: Calendar): string => {
  if (part.kind === 'fixed')
    return part.why === undefined ? sayDay(part.day) : `${sayDay(part.day)} (${part.why})`;
  const { day } = dayOf(part, calendar);
  return `${day === null ? 'a day that is not known yet' : sayDay(day)} (${sayExpression(part, calendar)})`;
};

/** Parts of one length share it: "120 days after the later of approval, …, and signature, …". */
const sayLaterOrEarlier = (
  word: 'later' | 'earlier',
  parts: readonly DueExpression[],
  calendar: Calendar,
): string => {
  const waits = parts.filter((part) => part.kind === 'after');
  const [length, ...otherLengths] = new Set(waits.map((part) => sayLength(part.length)));
  return waits.length < parts.length || length === undefined || otherLengths.length > 0
    ? `the ${word} of ${listed(parts.map((part) => sayPart(part, calendar)))}`
    : `${length} after the ${word} of ${listedPhrases(
        waits.map(({ event, from }) => sayEvent(event, from, calendar)),
      )}`;
};

const sayWorking = (expression: DueExpression & { readonly kind: 'working' }, calendar: Calendar): string => {
  const { holidays } = dayOf(expression, calendar);
  const skipped = [
    ...[...calendar.weekend].sort().map((weekday) => weekdayNames[weekday - 1] ?? ''),
    ...holidays.map((holiday) => `the holiday of ${sayDay(holiday)}`),
  ];
  return [
    `${count(expression.days, 'working day')} after ${sayEvent(expression.event, expression.from, calendar)}`,
    ...(skipped.length === 0 ? [] : [`(not counted: ${listed(skipped)})`]),
  ].join(' ');
};

const sayMeeting = ({ meeting, lastDay, days }: DueExpression & { readonly kind: 'meeting' }): string => {
  const distance =
    days === 0 ? '' : `${sayLength({ days: Math.abs(days) })} ${days > 0 ? 'after' : 'before'} `;
  const date = lastDay === null ? 'which has no date yet' : sayDay(lastDay);
  return `${distance}the last day of ${meeting}, ${date}`;
};

const sayExtension = ({ by, authority }: Extension): string =>
  `${'add' in by ? `by ${sayLength(by.add)}` : `to ${sayDay(by.to)}`} by ${authority}`;

const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`);

const sayExtended = (
  expression: DueExpression & { readonly kind: 'extended' },
  calendar: Calendar,
): string => {
  const { root, extensions } = withoutExtensions(expression);
  const replaced = extensions[0]?.replaces === true ? ', in place of earlier extensions' : '';
  const separator = extensions.length === 1 ? ' ' : ': ';
  const last = expression.final ? '; no further extension is possible' : '';
  return `${sayExpression(root, calendar)}; extended ${times(extensions.length)}${separator}${extensions
    .map(sayExtension)
    .join(', then ')}${replaced}${last}`;
};

const sayLeft = (left: Left): string =>
  'workingDays' in left
    ? count(left.workingDays, 'working day')
    : 'months' in left
      ? listed([
          ...(left.months === 0 ? [] : [count(left.months, 'month')]),
          ...(left.days === 0 && left.months > 0 ? [] : [count(left.days, 'day')]),
        ])
      : count(left.days, 'day');

const sayResumed = (expression: DueExpression & { readonly kind: 'resumed' }, calendar: Calendar): string => {
  const { base, resumed } = expression;
  const { day } = dayOf(base, calendar);
  const stop = day === null ? null : stopOf(day, expression, calendar);
  const on = (instant: Instant) => sayDay(localDay(instant, calendar.timeZone));
  return stop === null
    ? sayExpression(base, calendar)
    : `${sayExpression(base, calendar)}; suspended on ${on(stop.stopped)} with ${sayLeft(
        stop.left,
      )} left, which count from the resumption on ${on(resumed)}`;
};

/**
 * How a due date came about, in words (lifecycle.md section 4): "120 days after the later of approval,
 * 3 June 2027, and signature, 1 July 2027; extended once by 30 days by the coordinator".
 */
export const sayExpression = (expression: DueExpression, calendar: Calendar): string => {
  switch (expression.kind) {
    case 'fixed':
      return sayFixed(expression);
    case 'after':
      return `${sayLength(expression.length)} after ${sayEvent(expression.event, expression.from, calendar)}`;
    case 'working':
      return sayWorking(expression, calendar);
    case 'yearly':
      return `each ${listed(expression.dates.map(sayYearly))}, the next after ${sayDay(
        localDay(expression.after, calendar.timeZone),
      )}`;
    case 'later_of':
      return sayLaterOrEarlier('later', expression.of, calendar);
    case 'earlier_of':
      return sayLaterOrEarlier('earlier', expression.of, calendar);
    case 'meeting':
      return sayMeeting(expression);
    case 'extended':
      return sayExtended(expression, calendar);
    case 'resumed':
      return sayResumed(expression, calendar);
  }
};
