import { Type } from '@sinclair/typebox';

import { isRefusal } from '../../decider';
import { Id, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, everySeat, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { steps } from '../state';
import { mayFill, notYoursToFill } from './filling';
import { personsFor } from './persons';
import { filledSeat } from './replace-seat';

export const changeSeatPersons = command({
  name: 'change-seat-persons',
  label: 'Change who acts for a seat',
  describe:
    'Names the persons who may act for a seat. For its own seat an organisation does it itself; the coordinator may for the seats that it fills, administrators for the others.',
  by: [...everySeat, 'administrator'],
  in: steps,
  ownSeat: true,
  body: Shape({ seat: Id, persons: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }) }),
  decide: (pilot, given, directory) => {
    const { as, body } = given;
    const seat = filledSeat(pilot, body.seat);
    if (isRefusal(seat)) return seat;
    const fills = (as.role === 'coordinator' || as.role === 'administrator') && mayFill(as.role, seat.kind);
    if (as.seat === seat.id && as.delegatedBy !== undefined)
      return refuse(
        'not-your-seat',
        'The seat was delegated to you, and nobody passes that on: who acts for it is named by who holds it.',
      );
    if (as.seat !== seat.id && !fills) return notYoursToFill(seat.kind);
    const persons = personsFor(seat.organisation, body.persons, directory);
    return isRefusal(persons)
      ? persons
      : inOrder(pilot, momentOf(given, directory), fact('seat-persons-changed', { seat: seat.id, persons }));
  },
});
