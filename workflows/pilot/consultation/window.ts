import { computeDue, waitDue } from '../../clocks/compute';
import { later, localDay } from '../../clocks/days';
import type { Due } from '../../clocks/due';
import { extendDue } from '../../clocks/extend';
import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { owedAbout } from '../obligations/open';
import { dated, dueOf, dueOn, moveDue, owe } from '../obligations/owe';
import { calendarOfSeat, waitOf } from '../programme';
import { owingSeat } from '../seats/held';
import type { Obligation, Pilot, Seat } from '../state';
import { lastResortSentence, stepDone, stepOwed } from '../steps';
import { toResponse } from './response';
import { attendanceOf, isQuorate, notAskedYet } from './invited';
import type { ConsultationFacts } from './facts';

/** What invited seats owe that have not taken part. */
export const commentsOwed = (pilot: Pilot): readonly Obligation[] =>
  owedAbout(pilot, 'consultation', 'comment');

const commentOwed = (owner: Seat, due: Due, moment: Moment): Part =>
  owe(moment, {
    kind: 'comment',
    subject: 'consultation',
    label: 'Comment on the proposal in the consultation, or take a position',
    owner,
    due,
    otherwise:
      'The window closes without it. Without a quorum it is extended once, and then the coordinator has to choose.',
  });

/** When the window closes if nothing is moved: with the latest of the comments that are owed. */
const latestComment = (pilot: Pilot): string =>
  commentsOwed(pilot)
    .flatMap(({ due }) => due.at ?? [])
    .reduce(later, '');

const lastDay = 'the last day of the consultation’s window';

/** What the coordinator owes while the window is open: it is done when the window closes with a quorum. */
export const windowHeld =
  (moment: Moment) =>
  (pilot: Pilot): Part => {
    const owner = owingSeat(pilot, 'coordinator');
    const closes = pilot.consultation.present?.closes ?? moment.at;
    const { timeZone } = calendarOfSeat(owner, moment.directory);
    const due = dueOn(owner, localDay(closes, timeZone), lastDay, moment);
    const [held] = owedAbout(pilot, 'consultation.open', 'step');
    return held === undefined
      ? owe(moment, {
          kind: 'step',
          subject: 'consultation.open',
          label: 'Hold the consultation: see that the invited seats take part',
          owner,
          due,
          otherwise:
            'The window closes by itself. Without a quorum it is extended once, and then the coordinator has to choose.',
          endsIn: 'last-resort',
        })
      : moveDue(pilot, held, due, 'The window of the consultation has moved.', moment);
  };

/** Opens the window with its full length: every invited seat owes a comment, and it closes at the latest of them. */
export const windowOpened =
  (moment: Moment, event: string) =>
  (pilot: Pilot): Part => {
    const { present } = pilot.consultation;
    if (present === null) return [];
    const wait = waitOf(pilot, present.wait, moment.directory);
    const nobodyHeard = { ...present, tookPart: [], positions: [] };
    const asked = notAskedYet(pilot, nobodyHeard).map((seat) => ({
      seat,
      due: dueOf(seat, wait, event, moment.at, moment),
    }));
    return [
      fact('consultation-opened', { closes: asked.map(({ due }) => due.at).reduce(later, moment.at) }),
      asked.map(({ seat, due }) => commentOwed(seat, due, moment)),
      windowHeld(moment),
    ];
  };

/** The window closes with the latest of the comments that are owed, where that is later than it stands. */
export const windowFollows =
  (how: ConsultationFacts['consultation-extended']['how'], reason: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const { present } = pilot.consultation;
    const closes = latestComment(pilot);
    if (present?.closes == null || present.closed !== null) return [];
    if (closes <= moment.at || (closes <= present.closes && how !== 'correspondence')) return [];
    return [
      present.inquorate ? stepDone : [],
      fact('consultation-extended', { closes, how, reason }),
      windowHeld(moment),
    ];
  };

/** Seats that were invited late, or took over, get as long as a successor has at least; the window waits for them. */
export const lateCommentsOwed =
  (event: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const { present } = pilot.consultation;
    if (pilot.status !== 'consultation.open' || present?.closes == null || present.closed !== null) return [];
    const { closes } = present;
    return [
      notAskedYet(pilot, present).map((seat) => {
        const calendar = calendarOfSeat(seat, moment.directory);
        const soonest = waitDue(waitOf(pilot, 'successor', moment.directory), event, moment.at, calendar);
        const day = localDay(closes, calendar.timeZone);
        const of = [{ kind: 'fixed', day, why: lastDay } as const, soonest.expression];
        return commentOwed(seat, dated(computeDue({ kind: 'later_of', of }, calendar)), moment);
      }),
      windowFollows('longer', 'A seat was invited, or has changed hands.', moment),
    ];
  };

const attendance = (pilot: Pilot) =>
  pilot.consultation.present === null
    ? { invited: 0, tookPart: 0, hostGovernments: 0 }
    : attendanceOf(pilot, pilot.consultation.present);

/** The window is over: what is still owed falls away, and the proponent answers. */
export const consultationClosed =
  (quorate: boolean, reason: string | null, moment: Moment) =>
  (pilot: Pilot): Part => [
    fact('consultation-closed', { ...attendance(pilot), quorate, reason }),
    commentsOwed(pilot).map(({ id }) =>
      fact('obligation-voided', { obligation: id, reason: 'The consultation is closed.' }),
    ),
    toResponse(moment),
  ];

/** Inquorate again: the coordinator extends, goes by correspondence, or accepts with a reason. */
const choiceOwed =
  (moment: Moment) =>
  (pilot: Pilot): Part => [
    fact('consultation-inquorate', attendance(pilot)),
    stepDone,
    stepOwed(
      {
        step: 'consultation.open',
        owner: owingSeat(pilot, 'coordinator'),
        label:
          'Choose what to do without a quorum: extend the consultation, continue it by correspondence, or accept it with a reason',
        wait: 'otherwise',
        event: 'the window closed again without a quorum',
        otherwise: lastResortSentence,
        endsIn: 'last-resort',
      },
      moment,
    ),
  ];

const automatic = 'The window closed without a quorum.';

/** The one automatic extension of what a seat owes, counted from the closing; what was extended finally stays. */
const extendedByItself = (pilot: Pilot, { owner, due }: Obligation, moment: Moment): Due => {
  const seat = pilot.seats.find(({ id }) => id === owner) ?? owingSeat(pilot, 'coordinator');
  const calendar = calendarOfSeat(seat, moment.directory);
  const wait = waitOf(pilot, 'consultationExtension', moment.directory);
  const to = localDay(dated(waitDue(wait, automatic, moment.at, calendar)).at, calendar.timeZone);
  const longer = extendDue(due, {
    by: { to },
    replaces: false,
    final: false,
    authority: 'the rule of the consultation',
    reason: automatic,
  });
  return typeof longer === 'string' ? due : longer;
};

const automaticExtension =
  (moment: Moment) =>
  (pilot: Pilot): Part => [
    commentsOwed(pilot).map((owed) =>
      moveDue(pilot, owed, extendedByItself(pilot, owed, moment), automatic, moment),
    ),
    windowFollows('automatic', automatic, moment),
    (now: Pilot) => ((now.consultation.present?.closes ?? '') > moment.at ? [] : choiceOwed(moment)),
  ];

/**
 * The window closes: with its quorum → response; without it one automatic extension, and then the coordinator owes
 * a choice (lifecycle.md section 2).
 */
export const windowClosed =
  (moment: Moment) =>
  (pilot: Pilot): Part => {
    const { present } = pilot.consultation;
    if (present === null) return [];
    if (isQuorate(pilot, present)) return consultationClosed(true, null, moment);
    return present.extended ? choiceOwed(moment) : automaticExtension(moment);
  };
