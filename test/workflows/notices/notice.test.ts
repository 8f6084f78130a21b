import { catalogues, type Language, languages } from '../../../workflows/notices/catalogue';
import type { Telling } from '../../../workflows/notices/item';
import { tongueFor } from '../../../workflows/notices/language';
import type { Message } from '../../../workflows/notices/message';
import { composeNotice } from '../../../workflows/notices/notice';
import type { Voice } from '../../../workflows/notices/wording';
import { toConvene } from '../../support/consultations';
import { coordinator } from '../../support/pilot-people';
import { anEndorsement, aPilot, type Story } from '../../support/pilots';
import { messageOf } from './messages';

const names: Readonly<Record<string, string>> = {
  'focal-ke': 'Ministry of Environment',
  'focal-mw': 'Ministry of Malawi',
};
const nameOf = (organisation: string): string => names[organisation] ?? organisation;

/** How the person of a ministry in Nairobi is written to. */
const voice = (today: string, ...tongue: readonly string[]): Voice => ({
  ...tongueFor(...tongue),
  timeZone: 'Africa/Nairobi',
  today,
});

const telling = (story: Story, message: Message, seat: string | null, sentAt = story.at): Telling => ({
  message,
  pilot: story.pilot,
  seat,
  sentAt,
});

const onKenya = { obligation: 'position:endorsement-1:host_government-1' };
const reminded = anEndorsement().until('2027-03-24T06:30:00.000Z');
const weekBefore = messageOf(reminded, 'reminder', { ...onKenya, offset: -7 });
const ofTheWeek = telling(reminded, weekBefore, 'host_government-1', '2027-03-24T06:10:00.000Z');

/** Without the isolates that keep two directions apart. */
const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');

describe('Language: the person’s (lifecycle.md section 4)', () => {
  it.each<[Language, RegExp, RegExp]>([
    [
      'en',
      /^Take a position on the endorsement of the proposal\. Due on 31 March 2027 at 17:00 .*\(in 7 days\)/,
      /^1 notice about your pilots, 24 March 2027$/,
    ],
    [
      'fr',
      /^Prendre position : l’aval de la proposition\. Échéance : 31 mars 2027 à 17:00 .*\(dans 7 jours\)/,
      /^1 avis sur vos activités pilotes, 24 mars 2027$/,
    ],
    [
      'es',
      /^Tomar posición: el aval a la propuesta\. Vence el 31 de marzo de 2027.*17:00 .*\(dentro de 7 días\)/,
      /^1 aviso sobre/,
    ],
    [
      'ar',
      /^اتخاذ موقف بشأن: إقرار المقترح\. الموعد النهائي: .*2027.*\(.*خلال .* أيام\)/,
      /^إشعار واحد بشأن/,
    ],
    [
      'ru',
      /^Выразить позицию: поддержка предложения\. Срок: 31 марта 2027.*17:00 .*\(через 7 дней\)/,
      /^1 уведомление о ваших/,
    ],
    [
      'zh',
      /^表明立场：对提案的认可。截止时间：2027年3月31日.*17:00（7天后）。/,
      /^2027年3月24日：有关您试点活动的 1 条通知$/,
    ],
  ])('a digest in %s', (language, sentence, subject) => {
    const notice = composeNotice(false, [ofTheWeek], voice('2027-03-24', language), nameOf);
    expect(plain(notice.subject)).toMatch(subject);
    expect(notice.items).toHaveLength(1);
    expect(plain(notice.items[0]?.text ?? '')).toMatch(sentence);
    expect(notice.text).toBe(`Weevils\n• ${notice.items[0]?.text ?? ''}`);
  });

  it('the number decides the form: Russian has one, two and five, Arabic two and three', () => {
    const subject = (language: Language, count: number) =>
      plain(
        composeNotice(
          false,
          Array.from({ length: count }, () => ofTheWeek),
          voice('2027-03-24', language),
          nameOf,
        ).subject,
      );
    expect(subject('ru', 2)).toMatch(/^2 уведомления /);
    expect(subject('ru', 5)).toMatch(/^5 уведомлений /);
    expect(subject('ru', 21)).toMatch(/^21 уведомление /);
    expect(subject('ar', 2)).toMatch(/^إشعاران /);
    expect(subject('ar', 3)).toMatch(/^3 إشعارات /);
    expect(subject('ar', 11)).toMatch(/^11 إشعارًا /);
  });

  it('dates are in the person’s time zone, and of the calendar that all share', () => {
    const inBangkok = { ...voice('2027-03-24', 'ar-SA'), timeZone: 'Asia/Bangkok' };
    const { text } = composeNotice(false, [ofTheWeek], inBangkok, nameOf);
    expect(plain(text)).toContain('٣١ مارس ٢٠٢٧');
    expect(plain(text)).toContain('٢١:٠٠');
  });

  it('what is put into a text that reads from right to left is kept apart from it', () => {
    const { subject } = composeNotice(true, [ofTheWeek], voice('2027-03-24', 'ar'), nameOf);
    expect(subject).toContain('\u2068Weevils\u2069');
    expect(composeNotice(true, [ofTheWeek], voice('2027-03-24', 'fr'), nameOf).subject).not.toMatch(
      /[\u2066-\u2069]/,
    );
  });

  it('what people wrote themselves stays in their words', () => {
    const story = anEndorsement().takes(
      { door: 'http', person: 'kamau', organisation: 'focal-ke' },
      'approve_with_conditions',
      { conditions: [{ text: 'Fence the station' }] },
    );
    const resolved = story.takes({ door: 'http', person: 'martha', organisation: 'focal-mw' }, 'approve');
    const owed = resolved.owed('condition:');
    const late = resolved.until('2027-04-20T12:00:00.000Z');
    const message = messageOf(late, 'reminder', { obligation: owed.id, offset: -14 });
    const { items } = composeNotice(
      false,
      [telling(late, message, owed.owner)],
      voice('2027-04-20', 'fr'),
      nameOf,
    );
    expect(items[0]?.text).toMatch(/^« Fence the station »\./);
  });
});

describe('What a notice says', () => {
  const english = voice('2027-03-24', 'en');
  const one = (told: Telling, by: Voice = english) => composeNotice(false, [told], by, nameOf).items[0]?.text;

  it('to others than the owner, who owes it', () =>
    expect(one({ ...ofTheWeek, seat: 'coordinator-1' })).toMatch(
      /^Ministry of Environment owes: Take a position on the endorsement of the proposal\. Due on/,
    ));

  it('of what is overdue, since when', () => {
    const late = anEndorsement().until('2027-04-05T12:00:00.000Z');
    const message = messageOf(late, 'reminder', { ...onKenya, offset: 3 });
    const sentAt = '2027-04-05T06:00:00.000Z';
    const monday = voice('2027-04-05', 'en');
    expect(one(telling(late, message, 'host_government-1', sentAt), monday)).toMatch(
      /^Overdue: Take a position .* It was due on 31 March 2027 .*\(5 days ago\)\./,
    );
    expect(one(telling(late, message, 'coordinator-1', sentAt), monday)).toMatch(
      /^Ministry of Environment is late: /,
    );
  });

  it('what happens if it is not done, and what is proposed', () => {
    const draft = aPilot().until('2028-01-31T12:00:00.000Z');
    const message = messageOf(draft, 'reminder', {
      obligation: 'step:proposal.draft:proponent-1',
      offset: -30,
    });
    expect(one(telling(draft, message, 'proponent-1'))).toMatch(/If it is not done, the pilot lapses\.$/);
    expect(one(ofTheWeek)).toMatch(/\(in 7 days\)\.$/);
    const overdue = toConvene().until('2027-06-01T12:00:00.000Z');
    const proposed = messageOf(overdue, 'reminder', {
      obligation: 'step:consultation.convened:coordinator-1',
      offset: 30,
    });
    expect(one(telling(overdue, proposed, 'approving_body-1'))).toMatch(
      /the approving body is called to act\. Proposed to the approving body: extend the time\.$/,
    );
  });

  it('by a final notice, the new day of the lapse', () => {
    const late = aPilot().later('2028-03-20T08:00:00.000Z').tick('2028-03-20T08:00:00.000Z');
    const message = messageOf(late, 'reminder', { offset: 'final' });
    expect(one(telling(late, message, 'proponent-1'), voice('2028-03-20', 'en'))).toMatch(
      /^Final notice: Complete the proposal and submit it\. It was due on .* If it is not done by 27 March 2028 at 17:00 .*, the pilot lapses\.$/,
    );
  });

  it('by a final notice, once what happens then', () => {
    const late = aPilot().later('2028-03-20T08:00:00.000Z').tick('2028-03-20T08:00:00.000Z');
    const message = messageOf(late, 'reminder', { offset: 'final' });
    expect(one(telling(late, message, 'proponent-1'))?.match(/the pilot lapses/g)).toHaveLength(1);
  });

  it('not that it is too late at the very instant, for then it is not', () => {
    const at = weekBefore.body.due;
    expect(one({ ...ofTheWeek, sentAt: at })).not.toContain('Overdue');
    const seat = messageOf(reminded, 'seat-filled', { seat: 'host_government-1' });
    const filled = telling(reminded, seat, 'host_government-1', seat.body.declinableUntil);
    expect(one(filled)).toContain('may be declined until');
  });

  it('of a seat, which one, for which country, and until when it may be declined', () => {
    const story = anEndorsement();
    const message = messageOf(story, 'seat-filled', { seat: 'host_government-1' });
    expect(one(telling(story, message, 'host_government-1'))).toMatch(
      /^Ministry of Environment has been given a seat: host government \(Kenya\)\. It may be declined until 15 March 2027/,
    );
    expect(one(telling(story, message, 'host_government-1', '2027-03-20T06:10:00.000Z'))).toContain(
      'could be declined until',
    );
    const finance = messageOf(story, 'seat-filled', { seat: 'finance-1' });
    expect(one(telling(story, finance, 'finance-1'))).toMatch(/given a seat: finance\. /);
  });

  it.each<[string, object, RegExp]>([
    ['with its day', { form: 'meeting', day: '2027-04-12' }, /on 12 April 2027\.$/],
    ['without a day yet', { form: 'meeting' }, /Its day is not set yet\.$/],
    ['by correspondence', { form: 'correspondence' }, /held by correspondence\.$/],
  ])('of an invitation: %s', (_title, body, sentence) => {
    const story = toConvene().give('convene', { body });
    const message = messageOf(story, 'seat-invited', { seat: 'host_government-1' });
    expect(one(telling(story, message, 'host_government-1'))).toMatch(sentence);
  });

  it('of a position on behalf, on what, and until when it may be struck', () => {
    const document = {
      sha256: 'a'.repeat(64),
      name: 'Letter',
      date: '2027-02-26',
      issuer: 'It',
      location: 'File',
    };
    const story = anEndorsement()
      .give('record-position', {
        body: { decision: 'endorsement-1', seat: 'host_government-2', position: 'approve', document },
      })
      .give('confirm-record', { by: { ...coordinator, person: 'cora' }, body: { record: 'record-1' } });
    const told = telling(story, messageOf(story, 'position-recorded'), 'host_government-2');
    expect(one(told)).toMatch(
      /^A position of Ministry of Malawi .*: the endorsement of the proposal\. It may be struck until 8 March 2027/,
    );
    expect(one({ ...told, sentAt: '2027-03-08T15:00:00.000Z' })).toContain('may be struck until');
    expect(one({ ...told, sentAt: '2027-03-20T06:10:00.000Z' })).toContain('could be struck until');
  });

  it('the approving body, what of all that is overdue it is called about', () => {
    const called = toConvene().until('2027-06-20T12:00:00.000Z');
    const owed = called.owed('last_resort:');
    const message = messageOf(called, 'reminder', { obligation: owed.id, offset: -14 });
    expect(one(telling(called, message, owed.owner))).toMatch(
      /^Act on what is overdue \(“Prepare the consultation: .*”\): extend it/,
    );
  });

  it('several matters, the most urgent first, together by pilot', () => {
    const word = telling(
      reminded,
      messageOf(reminded, 'seat-filled', { seat: 'host_government-1' }),
      'host_government-1',
    );
    const other: Telling = {
      ...word,
      pilot: { ...word.pilot, id: 'other', proposal: { title: 'Nurseries' } },
    };
    const notice = composeNotice(false, [ofTheWeek, other, word], english, nameOf);
    expect(notice.items.map(({ kind, pilot, due }) => [kind, pilot.title, due])).toEqual([
      ['seat-filled', 'Nurseries', '2027-03-15T14:00:00.000Z'],
      ['seat-filled', 'Weevils', '2027-03-15T14:00:00.000Z'],
      ['reminder', 'Weevils', '2027-03-31T14:00:00.000Z'],
    ]);
    expect(notice.text.split('\n').filter((line) => !line.startsWith('•'))).toEqual([
      'Nurseries',
      '',
      'Weevils',
    ]);
    expect(notice.subject).toBe('3 notices about your pilots, 24 March 2027');
  });

  it('tomorrow and yesterday by their names', () => {
    const by = (today: string) => one(ofTheWeek, voice(today, 'en'));
    expect(by('2027-03-30')).toContain('(tomorrow)');
    expect(by('2027-03-31')).toContain('(today)');
  });

  it('in the subject of an urgent one: what, and which pilot', () =>
    expect(composeNotice(true, [ofTheWeek], english, nameOf).subject).toBe(
      'Urgent: Take a position on the endorsement of the proposal – Weevils',
    ));

  it.each(languages)('every message in %s, without a place left open', (language) => {
    const convened = toConvene().give('convene', { body: { form: 'meeting', day: '2027-04-12' } });
    const tellings = [
      ofTheWeek,
      telling(reminded, messageOf(reminded, 'seat-filled', { seat: 'host_government-1' }), null),
      telling(convened, messageOf(convened, 'seat-invited', { seat: 'reviewer-1' }), 'reviewer-1'),
    ];
    for (const urgent of [true, false]) {
      const { subject, text } = composeNotice(urgent, tellings, voice('2027-03-24', language), nameOf);
      expect(`${subject}\n${text}`).not.toMatch(/[{}]|undefined|null/);
    }
    expect(catalogues[language].language).toBe(language);
  });
});
