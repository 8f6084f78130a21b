import type { Instant } from '../decider';
import { seatOf } from '../pilot/seats/held';
import type { Pilot } from '../pilot/state';
import { decisionIn, dutyIn } from './duty';
import type { Message, MessageBodies } from './message';
import { awayIn, countryIn, dayIn, filled, instantIn, type Voice } from './wording';

/** One message as a person is told of it. */
export interface Telling {
  readonly message: Message;
  /** The pilot as it stood when the notice was sent: a sent notice never says something else. */
  readonly pilot: Pilot;
  /** The seat for which the person is told; null: as an administrator. */
  readonly seat: string | null;
  readonly sentAt: Instant;
}

/** What it is about in a few words, and in full. */
export interface Told {
  readonly what: string;
  readonly text: string;
}

/** The name of an organisation as the directory has it now. */
export type NameOf = (organisation: string) => string;

const reminded = (
  { offset, due, proposes, lapsesAt, obligation: id }: MessageBodies['reminder'],
  { pilot, seat, sentAt }: Telling,
  voice: Voice,
  nameOf: NameOf,
): Told => {
  const obligation = pilot.obligations.find((each) => each.id === id);
  if (obligation === undefined) throw new Error(`${pilot.id} has no obligation ${id}.`);
  const { reminders } = voice.catalogue;
  const what = dutyIn(voice, pilot, obligation);
  const owner = seatOf(pilot, obligation.owner)?.organisation ?? '';
  const values = {
    what,
    organisation: nameOf(owner),
    due: instantIn(voice, due),
    when: awayIn(voice, due),
    lapse: lapsesAt === null ? '' : instantIn(voice, lapsesAt),
  };
  const whose = obligation.owner === seat ? 'own' : 'other';
  const sentence = offset === 'final' ? reminders.final : reminders[due < sentAt ? 'overdue' : 'due'][whose];
  const more = [
    offset === 'final' || obligation.endsIn === null ? [] : reminders.otherwise[obligation.endsIn],
    proposes === null ? [] : reminders.proposes[proposes],
  ].flat();
  return { what, text: [filled(voice, sentence, values), ...more].join(' ') };
};

const seatFilled = (
  { seat: id, organisation, declinableUntil }: MessageBodies['seat-filled'],
  { pilot, sentAt }: Telling,
  voice: Voice,
  nameOf: NameOf,
): Told => {
  const { seats, seatOfCountry, seatFilled: texts } = voice.catalogue;
  const seat = seatOf(pilot, id);
  if (seat === undefined) throw new Error(`${pilot.id} has no seat ${id}.`);
  const kind = seats[seat.kind];
  const named =
    seat.country === null
      ? kind
      : filled(voice, seatOfCountry, { seat: kind, country: countryIn(voice, seat.country) });
  return {
    what: texts.what,
    text: filled(voice, declinableUntil < sentAt ? texts.over : texts.open, {
      organisation: nameOf(organisation),
      seat: named,
      until: instantIn(voice, declinableUntil),
    }),
  };
};

const seatInvited = (
  { organisation }: MessageBodies['seat-invited'],
  { pilot }: Telling,
  voice: Voice,
  nameOf: NameOf,
): Told => {
  const { seatInvited: texts } = voice.catalogue;
  const { form, day } = pilot.consultation.present ?? { form: 'meeting', day: null };
  const text = form === 'correspondence' ? texts.correspondence : day === null ? texts.undated : texts.dated;
  return {
    what: texts.what,
    text: filled(voice, text, {
      organisation: nameOf(organisation),
      day: day === null ? '' : dayIn(voice, day),
    }),
  };
};

const positionRecorded = (
  { decision, organisation, disputableUntil }: MessageBodies['position-recorded'],
  { pilot, sentAt }: Telling,
  voice: Voice,
  nameOf: NameOf,
): Told => {
  const { positionRecorded: texts } = voice.catalogue;
  return {
    what: texts.what,
    text: filled(voice, disputableUntil < sentAt ? texts.over : texts.open, {
      organisation: nameOf(organisation),
      decision: decisionIn(voice, pilot, decision) ?? decision,
      until: instantIn(voice, disputableUntil),
    }),
  };
};

/** A message in words, as it stood when it was sent. */
export const told = (telling: Telling, voice: Voice, nameOf: NameOf): Told => {
  const { kind, body } = telling.message;
  switch (kind) {
    case 'reminder':
      return reminded(body, telling, voice, nameOf);
    case 'seat-filled':
      return seatFilled(body, telling, voice, nameOf);
    case 'seat-invited':
      return seatInvited(body, telling, voice, nameOf);
    case 'position-recorded':
      return positionRecorded(body, telling, voice, nameOf);
  }
};
