import { localDay } from '../../workflows/clocks/days';
import { addressed } from '../../workflows/notices/addressed';
import { type Language, languages } from '../../workflows/notices/catalogue';
import { dutyIn } from '../../workflows/notices/duty';
import { told } from '../../workflows/notices/item';
import { tongueFor } from '../../workflows/notices/language';
import { outboxOf } from '../../workflows/pilot/outbox';
import type { Story } from './pilots';

const timeZone = 'Africa/Nairobi';

/** The kinds of obligation that are named by the words of those who set them. */
const inTheirWords = ['condition', 'carried'];

/** Throws for an obligation that a language has no words for, or that is shown by an id. */
const expectDuties = ({ pilot }: Story, language: Language): void => {
  const tongue = tongueFor(language);
  for (const owed of pilot.obligations.filter(({ kind }) => !inTheirWords.includes(kind))) {
    const words = dutyIn(tongue, pilot, { ...owed, label: 'unsaid' });
    expect(words).toMatch(/\S/);
    expect(words).not.toMatch(/[{}]|unsaid/);
  }
};

/** Throws where a message of the story would reach nobody, or cannot be put into words of any language. */
export const expectSpoken = (story: Story): void => {
  const { pilot, events, at, directory } = story;
  for (const language of languages) expectDuties(story, language);
  const messages = events.flatMap((event) => outboxOf(pilot, event));
  for (const [index, message] of messages.entries()) {
    const voice = {
      ...tongueFor(languages[index % languages.length]),
      timeZone,
      today: localDay(at, timeZone),
    };
    const to = addressed(pilot, message, { at, directory });
    expect(to).not.toEqual([]);
    const telling = { message, pilot, seat: to[0]?.seat ?? null, sentAt: at };
    expect(told(telling, voice, (organisation) => organisation).text).toMatch(/^[^{}]+$/);
  }
};
