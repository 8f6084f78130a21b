import { isRefusal } from '../../decider';
import { Id, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { reachedFor } from '../clock/reached';
import { command, momentOf, namesOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { met, owedAbout } from '../obligations/open';
import { dueOf } from '../obligations/owe';
import { onBehalfOf } from '../on-behalf';
import { waitOf } from '../programme';
import { mayNotConfirm } from '../seats/confirming';
import { seatOf } from '../seats/held';
import { ends, steps } from '../state';
import { openDecision } from './answering';
import { recordOf, unconfirmed } from './paper';
import { settle } from './resolve';

export const confirmRecord = command({
  name: 'confirm-record',
  label: 'Confirm a position that came on paper',
  describe:
    'Another person than the one who recorded it confirms the position: a second coordinator, else finance. It counts from now on, and the organisation is told and may strike it within the time of the programme.',
  by: ['coordinator', 'finance'],
  in: [...steps, ...ends],
  body: Shape({ record: Id }),
  offered: (pilot) => unconfirmed(pilot).length > 0,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const record = recordOf(pilot, given.body.record);
    const owner = seatOf(pilot, record?.seat ?? '');
    if (record === undefined || owner === undefined)
      return refuse('unknown-record', `The pilot has no record “${given.body.record}”.`);
    const decision = openDecision(pilot, record.decision);
    if (isRefusal(decision)) return decision;
    const { id, seat, organisation } = record;
    const waiting = owedAbout(pilot, id, 'confirmation');
    if (waiting.length === 0)
      return refuse(
        'not-now',
        record.confirmed === null
          ? 'The record is void: the seat is not asked any more, has answered itself, or another record has taken its place.'
          : 'The record has been confirmed already.',
      );
    const entered = { by: namesOf({ ...record, person: record.recordedBy }), organisation };
    return (
      mayNotConfirm(pilot, entered, moment) ??
      onBehalfOf(
        organisation,
        given,
        inOrder(
          pilot,
          moment,
          fact('record-confirmed', {
            record: id,
            decision: decision.id,
            seat,
            organisation,
            to: reachedFor(pilot, [owner], moment),
            disputableUntil: dueOf(
              owner,
              waitOf(pilot, 'dispute', directory),
              'the notice',
              moment.at,
              moment,
            ).at,
          }),
          waiting.map((owed) => met(owed)),
          owedAbout(pilot, decision.id, 'position')
            .filter((owed) => owed.owner === seat)
            .map((owed) => met(owed)),
          settle(decision.id, moment),
        ),
      )
    );
  },
});
