import { type Static, Type } from '@sinclair/typebox';

import { Id, Shape, Text } from '../../fields';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { filledSeats } from '../seats/held';
import { type Pilot, seatKinds, type Step } from '../state';
import { convenedAs, HowHeld } from './convene';

/** A consultation that was convened, or held, before the pilot was taken over. */
export const ConsultationCarried = Shape({
  ...HowHeld,
  comments: Type.Optional(
    Type.Array(
      Shape({
        kind: Type.Union(seatKinds.map((kind) => Type.Literal(kind))),
        organisation: Id,
        text: Text,
      }),
      { maxItems: 500, description: 'What was said and is not answered yet.' },
    ),
  ),
});
type Carried = Static<typeof ConsultationCarried>;

const saidBefore =
  ({ kind, organisation, text }: NonNullable<Carried['comments']>[number]) =>
  (pilot: Pilot): Part => {
    const seat = filledSeats(pilot, kind).find((each) => each.organisation === organisation);
    const said = pilot.consultation.present?.comments.length ?? 0;
    return seat === undefined
      ? refuse('unknown-seat', `A comment is by ${organisation} as ${kind}, and it has no such seat.`)
      : fact('comment-given', { comment: `comment-${said + 1}`, seat: seat.id, organisation, text });
  };

/**
 * The consultation that a pilot brings along that is taken over in one of its later steps: who is invited, how it is
 * held, and what was said. Its clocks start at the take-over.
 */
export const consultationCarried = (
  { step, consultation }: { readonly step: Step; readonly consultation?: Carried },
  moment: Moment,
): Part => {
  const begun = step.startsWith('consultation.') && step !== 'consultation.convened';
  if (!begun)
    return consultation === undefined
      ? []
      : refuse(
          'invalid-body',
          'A pilot brings a consultation along where it stands in one, past its convening.',
          {
            errors: [
              { pointer: '/consultation', detail: 'Leave it out, and convene it after the take-over.' },
            ],
          },
        );
  const { comments = [], ...held } = consultation ?? { form: 'correspondence' as const };
  return [convenedAs(held, [], moment), comments.map(saidBefore)];
};
