import { Type } from '@sinclair/typebox';

import type { Refusal } from '../../decider';
import { positions } from '../../decisions/decision';
import { Shape, Text } from '../../fields';
import { refuse } from '../../refusals';
import { command, everySeat, isBy, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { met } from '../obligations/open';
import { seatOf } from '../seats/held';
import type { Pilot } from '../state';
import type { Consultation } from './consultation';
import { isQuorate } from './invited';
import { commentsOwed, consultationClosed } from './window';

const isInvited = ({ consultation }: Pilot, seat: string | null): boolean =>
  seat !== null && consultation.present?.invited.includes(seat) === true;

/** One person does not speak for two organisations in one consultation (lifecycle.md section 1). */
const spokeForAnother = ({ comments, positions: taken }: Consultation, moment: Moment): Refusal | null =>
  [...comments, ...taken.filter((each) => !each.void)].some(
    (said) => said.organisation !== moment.as.organisation && isBy(said, moment),
  )
    ? refuse(
        'segregation',
        'You have spoken for another organisation in this consultation: another person has to speak for this one.',
      )
    : null;

/** With whatever one of its seats says an organisation has answered. */
const answeredBy = (pilot: Pilot, organisation: string): Part =>
  commentsOwed(pilot)
    .filter(({ owner }) => seatOf(pilot, owner)?.organisation === organisation)
    .map((owed) => met(owed));

/** Where the window has closed without a quorum, what is said late closes the consultation as soon as it brings it. */
const quorumReached =
  (moment: Moment) =>
  (pilot: Pilot): Part => {
    const { present } = pilot.consultation;
    return present?.inquorate === true && isQuorate(pilot, present)
      ? consultationClosed(true, null, moment)
      : [];
  };

export const comment = command({
  name: 'comment',
  label: 'Comment on the proposal',
  describe:
    'An invited seat comments, takes a position, or both, until the consultation closes. The proponent answers every single comment. An abstention counts for the quorum.',
  by: everySeat,
  in: ['consultation.open'],
  ownSeat: true,
  body: Shape({
    comments: Type.Optional(
      Type.Array(Text, { minItems: 1, maxItems: 50, description: 'Each is answered by itself.' }),
    ),
    position: Type.Optional(
      Type.Union(
        positions.map((position) => Type.Literal(position)),
        { description: 'With conditions, a request for changes or an objection: say which in comments.' },
      ),
    ),
  }),
  offered: (pilot, { seat }) => isInvited(pilot, seat),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { comments = [], position } = given.body;
    const { present } = pilot.consultation;
    const { seat, organisation } = given.as;
    if (present === null || seat === null || organisation === null || !isInvited(pilot, seat))
      return refuse('not-invited', 'Your seat is not invited to this consultation.');
    if (comments.length === 0 && position === undefined)
      return refuse('reason-required', 'Give at least one comment, or a position.', {
        errors: [{ pointer: '/comments', detail: 'A comment or a position is needed.' }],
      });
    if (position !== undefined && needsWords.includes(position) && comments.length === 0)
      return refuse('reason-required', 'Say in a comment what has to change, or what you object to.', {
        errors: [{ pointer: '/comments', detail: 'A comment is needed with this position.' }],
      });
    return (
      spokeForAnother(present, moment) ??
      inOrder(
        pilot,
        moment,
        comments.map((text, index) =>
          fact('comment-given', {
            comment: `comment-${present.comments.length + index + 1}`,
            seat,
            organisation,
            text,
          }),
        ),
        position === undefined ? [] : fact('consultation-position-taken', { seat, organisation, position }),
        answeredBy(pilot, organisation),
        quorumReached(moment),
      )
    );
  },
});

const needsWords: readonly (typeof positions)[number][] = [
  'approve_with_conditions',
  'request_changes',
  'object',
];
