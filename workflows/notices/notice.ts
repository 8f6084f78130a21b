import type { Instant } from '../decider';
import { type NameOf, type Telling, told } from './item';
import { dueOf, type MessageKind } from './message';
import { counted, dayIn, filled, type Voice } from './wording';

/** One matter of a notice, in words. */
export interface NoticeItem {
  readonly kind: MessageKind;
  readonly pilot: { readonly id: string; readonly title: string };
  readonly text: string;
  /** The instant by which something has to be done; null where there is none. */
  readonly due: Instant | null;
}

/** A notice in words: plain text, one line a matter, below the title of its pilot. */
export interface NoticeText {
  readonly subject: string;
  readonly text: string;
  readonly items: readonly NoticeItem[];
}

const latest = '9999';

const byUrgency = ({ due: one }: NoticeItem, { due: other }: NoticeItem): number =>
  (one ?? latest).localeCompare(other ?? latest);

const textOf = (items: readonly NoticeItem[]): string =>
  [...new Set(items.map(({ pilot }) => pilot.id))]
    .map((id) => items.filter(({ pilot }) => pilot.id === id))
    .map((together) => [together[0]?.pilot.title, ...together.map(({ text }) => `• ${text}`)].join('\n'))
    .join('\n\n');

/**
 * Puts a notice that was sent into words. What it says stood when it was sent; the words are of the language that
 * the reader has now (lifecycle.md section 4).
 *
 * @param tellings what was told, at least one
 */
export const composeNotice = (
  urgent: boolean,
  tellings: readonly Telling[],
  voice: Voice,
  nameOf: NameOf,
): NoticeText => {
  const { subjects } = voice.catalogue;
  const parts = tellings.map((telling) => {
    const { message, pilot } = telling;
    const due = dueOf(message);
    const { what, text } = told(telling, voice, nameOf);
    const of = { id: pilot.id, title: pilot.proposal.title };
    return {
      what,
      item: { kind: message.kind, pilot: of, text, due: due !== null && 'at' in due ? due.at : null },
    };
  });
  const items = parts.map(({ item }) => item).sort(byUrgency);
  const [first] = parts;
  return {
    subject:
      urgent && first !== undefined
        ? filled(voice, subjects.urgent, { what: first.what, pilot: first.item.pilot.title })
        : counted(voice, subjects.digest, items.length, { day: dayIn(voice, voice.today) }),
    text: textOf(items),
    items,
  };
};
