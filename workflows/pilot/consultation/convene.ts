import { type Static, type TObject, Type } from '@sinclair/typebox';

import type { Refusal } from '../../decider';
import { DayField, Id, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { programmeOf } from '../programme';
import { filledSeats, seatOf } from '../seats/held';
import type { Pilot } from '../state';
import { consultationForms } from './consultation';
import { clearanceMissing, mayBeInvited } from './invited';
import { daysOf, meetingAwaited, meetingDaysContradict, opensOn } from './meeting';
import { invited, toOpen } from './open';
import { atSharedMeeting } from './shared-meeting';
import { windowOfPilot } from './small';
import { lateCommentsOwed } from './window';

/** How a consultation is held, and when. */
export const HowHeld = {
  form: Type.Union(consultationForms.map((form) => Type.Literal(form))),
  meeting: Type.Optional(
    Type.String({
      ...Id,
      description:
        'The meeting that takes the pilot up, where it is shared with others: its days are those of the meeting.',
    }),
  ),
  day: Type.Optional(
    Type.String({ ...DayField, description: 'The first day of the meeting; left out while it has no date.' }),
  ),
  lastDay: Type.Optional(DayField),
};
type Held = Static<TObject<typeof HowHeld>>;

/** Can this seat be invited; null where it can. */
const notInvitable = (pilot: Pilot, id: string, pointer: string): Refusal | null => {
  const seat = seatOf(pilot, id);
  if (seat?.state !== 'filled')
    return refuse('unknown-seat', `The pilot has no filled seat “${id}”.`, {
      errors: [{ pointer, detail: 'There is no such filled seat.' }],
    });
  return mayBeInvited(seat.kind)
    ? null
    : refuse(
        'wrong-seat',
        `${id} is not invited to comment: it holds the consultation, answers in it, or reads.`,
      );
};

/** What is missing for a consultation to lead anywhere: seats of clearance, and host governments for its quorum. */
const missingToConvene = (pilot: Pilot, moment: Pick<Moment, 'directory'>): readonly string[] => {
  const { hostGovernments } = programmeOf(pilot, moment.directory).ruleBook.consultation.quorum.value;
  const there = filledSeats(pilot, 'host_government').length;
  const clearance = clearanceMissing(pilot, moment);
  return [
    ...(clearance === null ? [] : [`for the clearance ${clearance}`]),
    ...(there >= hostGovernments
      ? []
      : [`for the quorum ${hostGovernments} host governments; there are ${there}`]),
  ];
};

const quorumPossible = (pilot: Pilot, moment: Moment): Refusal | null => {
  const missing = missingToConvene(pilot, moment);
  return missing.length === 0
    ? null
    : refuse(
        'quorum-impossible',
        `The consultation could not lead to a clearance. What is missing: ${missing.join(', and ')}.`,
      );
};

/** The form of the consultation and whom it invites, as a fact; refused where it cannot lead to a clearance. */
export const convenedAs =
  ({ form, meeting, day, lastDay }: Held, others: readonly string[], moment: Moment) =>
  (pilot: Pilot): Part => {
    const wait = windowOfPilot(pilot, moment);
    if (typeof wait !== 'string') return wait;
    const days = form === 'meeting' ? daysOf(day, lastDay) : daysOf(null, undefined);
    return (
      quorumPossible(pilot, moment) ?? [
        fact('consultation-convened', {
          form,
          meeting: meeting ?? null,
          ...days,
          opens: opensOn(pilot, days.day, moment),
          wait,
          quorum: programmeOf(pilot, moment.directory).ruleBook.consultation.quorum.value,
        }),
        invited(others, moment),
      ]
    );
  };

/** What follows from the form: by correspondence it opens at once, a meeting is waited for. */
export const thenHeld = ({ form }: Pick<Held, 'form'>, moment: Moment): Part =>
  form === 'correspondence' ? toOpen(moment) : meetingAwaited(moment);

export const convene = command({
  name: 'convene',
  label: 'Convene the consultation',
  describe:
    'Sets how the consultation is held: at a meeting on a day, at a meeting that has no date yet, or by correspondence, at once. All seats that clearance needs are invited; others may be named. Given again, it takes the place of what was set before.',
  by: ['coordinator'],
  in: ['consultation.convened'],
  body: Shape({
    ...HowHeld,
    invite: Type.Optional(
      Type.Array(Id, { maxItems: 60, description: 'Seats that are invited besides those of the clearance.' }),
    ),
  }),
  missing: (pilot, directory) =>
    missingToConvene(pilot, { directory }).map((what) => ({ pointer: '/seats', detail: `Fill ${what}.` })),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { invite = [], ...asked } = given.body;
    const held = atSharedMeeting(asked, directory);
    if ('refused' in held) return held;
    if (held.form === 'correspondence' && (held.day ?? held.lastDay ?? held.meeting) !== undefined)
      return refuse(
        'dates-contradict',
        'A consultation by correspondence opens at once, without a meeting.',
        {
          errors: [{ pointer: '/form', detail: 'Name a meeting as its form, or leave the days out.' }],
        },
      );
    if (held.day === undefined && held.lastDay !== undefined)
      return refuse('dates-contradict', 'A meeting with a last day has a first day.', {
        errors: [{ pointer: '/day', detail: 'Name the first day, too.' }],
      });
    const strange = invite
      .map((id, index) => notInvitable(pilot, id, `/invite/${index}`))
      .find((refusal) => refusal !== null);
    return (
      strange ??
      meetingDaysContradict(pilot, daysOf(held.day, held.lastDay), moment) ??
      inOrder(pilot, moment, convenedAs(held, invite, moment), thenHeld(held, moment))
    );
  },
});

export const inviteSeat = command({
  name: 'invite-seat',
  label: 'Invite a seat to the consultation',
  describe:
    'Invites a seat that was filled later, or one more. While the window is open it gets at least the time of a successor.',
  by: ['coordinator'],
  in: ['consultation.convened', 'consultation.open'],
  body: Shape({ seat: Id }),
  offered: ({ consultation }) => consultation.present !== null,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { seat } = given.body;
    const { present } = pilot.consultation;
    if (present === null)
      return refuse('not-now', 'Convene the consultation first: it invites seats by itself.');
    if (present.invited.includes(seat)) return refuse('seat-taken', `${seat} is invited already.`);
    return (
      notInvitable(pilot, seat, '/seat') ??
      inOrder(pilot, moment, fact('seat-invited', { seat }), lateCommentsOwed('the invitation', moment))
    );
  },
});
