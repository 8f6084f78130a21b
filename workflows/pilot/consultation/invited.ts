import { quorumMissing } from '../../decisions/quorum';
import type { Moment } from '../command';
import { askedBy } from '../deciding/asking';
import { owedAbout } from '../obligations/open';
import { programmeOf } from '../programme';
import { filledSeats, seatOf } from '../seats/held';
import type { Pilot, Seat, SeatKind } from '../state';
import type { Consultation } from './consultation';
import type { Attendance } from './facts';

/** The seats of one organisation are asked once: what one of them says stands for all (lifecycle.md section 1). */
interface Invited {
  /** The seat that owes the comment: the first of them. */
  readonly seat: Seat;
  readonly seats: readonly Seat[];
}

/** Those who hold the consultation or answer in it, and those who only read, are not invited to comment. */
export const mayBeInvited = (kind: SeatKind): boolean =>
  !['coordinator', 'proponent', 'observer', 'auditor'].includes(kind);

/** Whom the programme's rule of clearance would ask now, and under which rule. */
const clearanceQuestion = (pilot: Pilot, moment: Pick<Moment, 'directory'>) =>
  askedBy(
    pilot,
    'clearance',
    programmeOf(pilot, moment.directory).ruleBook.decisions.clearance.value,
    filledSeats(pilot, 'host_government', 'reviewer'),
    moment,
  );

/** What is missing for clearance to be possible, in words; null where nothing is. */
export const clearanceMissing = (pilot: Pilot, moment: Pick<Moment, 'directory'>): string | null =>
  quorumMissing(clearanceQuestion(pilot, moment));

/** All seats that clearance needs, and every host government, for the quorum counts them. */
export const seatsToInvite = (pilot: Pilot, moment: Pick<Moment, 'directory'>): readonly string[] => {
  const needed = clearanceQuestion(pilot, moment).asked.map(({ seat }) => seat);
  const hosts = filledSeats(pilot, 'host_government').map(({ id }) => id);
  return [...new Set([...needed, ...hosts])].filter((id) => {
    const kind = seatOf(pilot, id)?.kind;
    return kind !== undefined && mayBeInvited(kind);
  });
};

/** The invited seats, those of one organisation together. */
const invitedTo = (pilot: Pilot, { invited }: Consultation): readonly Invited[] => {
  const seats = invited.flatMap((id) => seatOf(pilot, id) ?? []);
  return seats
    .filter(
      ({ organisation }, index) => seats.findIndex((seat) => seat.organisation === organisation) === index,
    )
    .map((seat) => ({ seat, seats: seats.filter(({ organisation }) => organisation === seat.organisation) }));
};

const tookPartIn = (consultation: Consultation, { seats }: Invited): boolean =>
  seats.some(({ id }) => consultation.tookPart.includes(id));

/** A seat that has recused itself is counted on neither side (lifecycle.md section 3, the base). */
const recusedFrom = ({ positions }: Consultation, { seats }: Invited): boolean =>
  seats.some(
    ({ id }) => positions.findLast((taken) => taken.seat === id && !taken.void)?.position === 'recuse',
  );

/** Those invited who owe nothing and have said nothing: nobody has asked them yet. */
export const notAskedYet = (pilot: Pilot, consultation: Consultation): readonly Seat[] => {
  const owing = owedAbout(pilot, 'consultation', 'comment').map(({ owner }) => owner);
  return invitedTo(pilot, consultation)
    .filter(
      (each) =>
        !tookPartIn(consultation, each) &&
        !recusedFrom(consultation, each) &&
        !each.seats.some(({ id }) => owing.includes(id)),
    )
    .map(({ seat }) => seat);
};

/** How many of those invited have taken part. */
export const attendanceOf = (pilot: Pilot, consultation: Consultation): Attendance => {
  const base = invitedTo(pilot, consultation).filter((each) => !recusedFrom(consultation, each));
  const there = base.filter((each) => tookPartIn(consultation, each));
  return {
    invited: base.length,
    tookPart: there.length,
    hostGovernments: there.filter(({ seats }) => seats.some(({ kind }) => kind === 'host_government')).length,
  };
};

/** Half of the invited seats and one host government, or what the programme says (lifecycle.md section 2). */
export const isQuorate = (pilot: Pilot, consultation: Consultation): boolean => {
  const { percent, hostGovernments: hostsNeeded } = consultation.quorum;
  const { invited, tookPart, hostGovernments } = attendanceOf(pilot, consultation);
  return tookPart > 0 && tookPart * 100 >= percent * invited && hostGovernments >= hostsNeeded;
};
