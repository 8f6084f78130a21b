import { type Static, type TObject, Type } from '@sinclair/typebox';

import { Amount, DayField, Document, Id, Shape } from '../../fields';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { filledSeats } from '../seats/held';
import { fundingSteps, type Pilot, type SeatKind, seatKinds, type Step } from '../state';
import { fundingApproved } from './appraisal';
import { mixMissing } from './coverage';
import { lineFields } from './line-fields';
import { inFuture } from './lines';
import { linePledged } from './pledge';
import { signedByAll } from './signed';

const LineTaken = Shape({
  kind: Type.Union(seatKinds.map((kind) => Type.Literal(kind))),
  organisation: Id,
  ...lineFields,
  letter: Type.Optional(Document),
  confirmedOn: Type.Optional(DayField),
});

/** What a pilot that is taken over brings with it of money (lifecycle.md section 2, Taking over). */
export const fundingTaken = {
  contributions: Type.Optional(
    Type.Array(LineTaken, {
      maxItems: 60,
      description: 'The lines of the funding mix, confirmed where they have a letter.',
    }),
  ),
  required: Type.Optional(Shape({ cash: Amount, in_kind: Amount, parallel: Amount })),
  agreement: Type.Optional(
    Type.Object(Document.properties, {
      additionalProperties: false,
      description: 'The text that is signed, or to be signed.',
    }),
  ),
};

type Taken = Static<TObject<typeof fundingTaken>>;

const contributor = (pilot: Pilot, kind: SeatKind, organisation: string) =>
  filledSeats(pilot, kind).find((seat) => seat.organisation === organisation);

const lineTaken =
  ({ kind, organisation, letter, confirmedOn, ...line }: Static<typeof LineTaken>, moment: Moment) =>
  (pilot: Pilot): Part => {
    const seat = contributor(pilot, kind, organisation);
    if (seat === undefined)
      return refuse('unknown-seat', `“${organisation}” gives something, and has no seat of ${kind}.`);
    const id = `contribution-${pilot.funding.contributions.length + 1}`;
    return (
      inFuture(pilot, confirmedOn, moment, '/contributions') ?? [
        linePledged(line, seat, moment),
        letter === undefined
          ? []
          : fact('contribution-confirmed', {
              contribution: id,
              letter,
              heldOn: confirmedOn ?? null,
              reason: null,
            }),
      ]
    );
  };

const isPast = (step: Step, other: (typeof fundingSteps)[number]): boolean =>
  fundingSteps.findIndex((each) => each === step) > fundingSteps.indexOf(other);

/** Past the mix it is complete. */
const complete =
  (step: Step, moment: Moment) =>
  (pilot: Pilot): Part => {
    const errors = isPast(step, 'funding.mix') ? mixMissing(pilot, moment.directory) : [];
    return errors.length === 0
      ? []
      : refuse(
          'mix-incomplete',
          'Past the mix every contribution is confirmed, and what is required is covered.',
          { errors },
        );
  };

/** Past the appraisal it is approved, past the signature there is an agreement that is signed. */
const agreed = (step: Step, { agreement }: Taken, moment: Moment): Part => {
  if (isPast(step, 'funding.signature') && agreement === undefined)
    return refuse('incomplete', 'Name the agreement that was signed by its document.', {
      errors: [{ pointer: '/agreement', detail: 'Past the signature there is a signed agreement.' }],
    });
  return [
    isPast(step, 'funding.appraisal') ? fundingApproved(moment) : [],
    agreement === undefined
      ? []
      : fact('agreement-text-set', { version: 1, document: agreement, reason: null }),
    isPast(step, 'funding.signature') ? signedByAll : [],
  ];
};

/** The lines, what is required, and how far they are agreed, of a pilot that is taken over at this step. */
export const fundingTakenOver = (step: Step, taken: Taken, moment: Moment): Part => [
  (taken.contributions ?? []).map((line) => lineTaken(line, moment)),
  taken.required === undefined ? [] : fact('funding-required', taken.required),
  complete(step, moment),
  agreed(step, taken, moment),
];
