import { Type } from '@sinclair/typebox';

import { CountryCode, Id, Shape } from '../../fields';
import { command, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { type Pilot, type Seat, seatKinds, steps } from '../state';
import { countryFor, mayFill, notYoursToFill, unfit, type Wanted } from './filling';
import { seated } from './seating';
import { handOver } from './succession';

/** The empty seat whose place a new one takes: the last of its kind and country that nobody has taken over. */
const predecessorOf = (pilot: Pilot, { kind, country }: Wanted): Seat | undefined =>
  pilot.seats.findLast(
    (seat) =>
      seat.kind === kind &&
      seat.country === country &&
      seat.successor === null &&
      (seat.state === 'vacated' || seat.state === 'declined'),
  );

export const fillSeat = command({
  name: 'fill-seat',
  label: 'Fill a seat',
  describe:
    'Gives a seat to an organisation, which is told and may decline. The coordinator fills all seats but its own, the approving body’s and finance’s, which administrators fill. A host government is the focal point of its country.',
  by: ['coordinator', 'administrator'],
  in: steps,
  body: Shape({
    kind: Type.Union(seatKinds.map((kind) => Type.Literal(kind))),
    organisation: Id,
    country: Type.Optional(CountryCode),
    persons: Type.Optional(
      Type.Array(Id, {
        minItems: 1,
        maxItems: 50,
        description: 'Who may act for the seat; without it all active persons of the organisation.',
      }),
    ),
  }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { kind, organisation, persons } = given.body;
    if (!mayFill(given.as.role, kind)) return notYoursToFill(kind);
    const asked = { kind, organisation, country: given.body.country ?? null };
    const wanted = { ...asked, country: countryFor(pilot, asked, moment) };
    const predecessor = predecessorOf(pilot, wanted);
    const takeOver = (now: Pilot): Part => {
      const successor = now.seats.at(-1);
      return predecessor === undefined || successor === undefined
        ? []
        : handOver(predecessor, successor.id, 'succeeded', moment);
    };
    return (
      unfit(pilot, wanted, null, moment) ??
      inOrder(pilot, moment, seated({ ...wanted, persons, mayDecline: true }, moment), takeOver)
    );
  },
});
