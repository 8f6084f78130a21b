import type { Instant } from '../../decider';
import type { Consultation } from '../consultation/consultation';
import type { ConsultationFacts } from '../consultation/facts';
import type { Pilot, Step } from '../state';
import { type Foldings, whoDelegated } from './folding';

type Change = (consultation: Consultation) => Consultation;

/** The pilot with its present consultation changed; one that has none stays as it is. */
const withConsultation = (pilot: Pilot, change: Change): Pilot => {
  const { present } = pilot.consultation;
  return present === null
    ? pilot
    : { ...pilot, consultation: { ...pilot.consultation, present: change(present) } };
};

/** A pilot that comes to be convened again begins another consultation; the one before it stays on record. */
export const consultationsAt = ({ consultation }: Pilot, to: Step): Pilot['consultation'] =>
  to === 'consultation.convened' && consultation.present !== null
    ? { present: null, earlier: [...consultation.earlier, consultation.present] }
    : consultation;

/** What a seat that leaves has said counts no more while the window is open; its comments stay on record. */
const withoutSeat =
  (seat: string): Change =>
  (consultation) =>
    consultation.closed !== null
      ? consultation
      : {
          ...consultation,
          tookPart: consultation.tookPart.filter((id) => id !== seat),
          positions: consultation.positions.map((taken) =>
            taken.seat === seat ? { ...taken, void: true } : taken,
          ),
        };

/** The seat has been emptied. */
export const seatLeftConsultation = (pilot: Pilot, seat: string): Pilot =>
  withConsultation(pilot, withoutSeat(seat));

/** The consultation is over before its time. */
export const consultationEnded = (pilot: Pilot, reason: string, at: Instant): Pilot =>
  withConsultation(pilot, (consultation) =>
    consultation.closed !== null
      ? consultation
      : { ...consultation, inquorate: false, closed: { at, quorate: false, reason } },
  );

/** The successor is invited in the place of the seat before it. */
export const invitationHandedOver = (pilot: Pilot, seat: string, successor: string): Pilot =>
  withConsultation(pilot, (consultation) =>
    consultation.closed !== null
      ? consultation
      : { ...consultation, invited: consultation.invited.map((id) => (id === seat ? successor : id)) },
  );

const tookPart = (seat: string, { tookPart: before }: Consultation): readonly string[] => [
  ...before.filter((id) => id !== seat),
  seat,
];

/** How a consultation goes. */
export const consultationFoldings: Foldings<keyof ConsultationFacts> = {
  'consultation-convened': (pilot, data) => {
    const { present } = pilot.consultation;
    return {
      ...pilot,
      consultation: {
        ...pilot.consultation,
        present: {
          ...data,
          confirmations: present?.confirmations ?? 0,
          invited: present?.invited ?? [],
          opened: null,
          closes: null,
          extended: false,
          inquorate: false,
          closed: null,
          comments: [],
          positions: [],
          tookPart: [],
        },
      },
    };
  },
  'seat-invited': (pilot, { seat }) =>
    withConsultation(pilot, (now) => ({ ...now, invited: [...now.invited, seat] })),
  'meeting-date-set': (pilot, { meeting, day, lastDay, opens }) =>
    withConsultation(pilot, (now) => ({ ...now, meeting, day, lastDay, opens })),
  'meeting-confirmed': (pilot) =>
    withConsultation(pilot, (now) => ({ ...now, confirmations: now.confirmations + 1 })),
  'consultation-opened': (pilot, { closes }, { occurredAt }) =>
    withConsultation(pilot, (now) => ({
      ...now,
      opened: occurredAt,
      closes,
      extended: false,
      inquorate: false,
      closed: null,
      positions: now.positions.map((taken) => ({ ...taken, void: true })),
      tookPart: [],
    })),
  'comment-given': (pilot, { comment, seat, organisation, text }, { occurredAt, ...names }) =>
    withConsultation(pilot, (now) => ({
      ...now,
      comments: [
        ...now.comments,
        {
          ...{ id: comment, seat, organisation, text, at: occurredAt },
          ...{ person: names.person, ...whoDelegated(names), answer: null },
        },
      ],
      tookPart: tookPart(seat, now),
    })),
  'consultation-position-taken': (pilot, { seat, organisation, position }, { occurredAt, ...names }) =>
    withConsultation(pilot, (now) => ({
      ...now,
      positions: [
        ...now.positions,
        {
          ...{ seat, organisation, position, at: occurredAt },
          ...{ person: names.person, ...whoDelegated(names), void: false },
        },
      ],
      tookPart: position === 'recuse' ? now.tookPart.filter((id) => id !== seat) : tookPart(seat, now),
    })),
  'consultation-extended': (pilot, { closes, how }) =>
    withConsultation(pilot, (now) => ({
      ...now,
      ...(how === 'correspondence' ? { form: how } : {}),
      closes,
      extended: now.extended || how === 'automatic',
      inquorate: false,
    })),
  'consultation-inquorate': (pilot) => withConsultation(pilot, (now) => ({ ...now, inquorate: true })),
  'consultation-closed': (pilot, { quorate, reason }, { occurredAt }) =>
    withConsultation(pilot, (now) => ({
      ...now,
      inquorate: false,
      closed: { at: occurredAt, quorate, reason },
    })),
  'comment-answered': (pilot, { comment, text }, { occurredAt, ...names }) =>
    withConsultation(pilot, (now) => ({
      ...now,
      comments: now.comments.map((each) =>
        each.id === comment
          ? { ...each, answer: { text, at: occurredAt, person: names.person, ...whoDelegated(names) } }
          : each,
      ),
    })),
};
