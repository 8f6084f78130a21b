import { isOpen } from '../../decisions/decision';
import type { PaperRecord } from '../deciding/paper';
import type { Pilot } from '../state';
import { endorsementsAfter, positionsVoided } from './decisions';
import { type Foldings, whoDelegated, withDecision } from './folding';

const withRecord = (pilot: Pilot, id: string, change: (record: PaperRecord) => PaperRecord): Pilot => ({
  ...pilot,
  paper: pilot.paper.map((record) => (record.id === id ? change(record) : record)),
});

/** Positions that came on paper: they stand from their confirmation. */
export const paperFoldings: Foldings<
  | 'position-recorded'
  | 'record-confirmed'
  | 'endorsement-written'
  | 'position-struck'
  | 'dispute-window-resumed'
  | 'dispute-window-closed'
> = {
  'position-recorded': (pilot, data, { occurredAt, ...names }) => {
    const { record: id, decision, seat, organisation, position, text, conditions, document } = data;
    const entered = { id, decision, seat, organisation, position, text, conditions, document };
    return {
      ...pilot,
      documents: [...pilot.documents, document.sha256],
      paper: [
        ...pilot.paper,
        {
          ...entered,
          recorded: occurredAt,
          recordedBy: names.person,
          ...whoDelegated(names),
          confirmed: null,
          confirmedBy: null,
          disputableUntil: null,
          struck: null,
        },
      ],
    };
  },
  'record-confirmed': (pilot, { record: id, disputableUntil }, { occurredAt, person }) => {
    const record = pilot.paper.find((each) => each.id === id);
    if (record === undefined) return pilot;
    const { decision, seat, organisation, position, text, conditions } = record;
    const taken = { seat, organisation, position, text, conditions, at: occurredAt, carriedFrom: null };
    const confirmed = withRecord(pilot, id, (each) => ({
      ...each,
      confirmed: occurredAt,
      confirmedBy: person,
      disputableUntil,
    }));
    return {
      ...withDecision(confirmed, decision, (each) => ({
        ...each,
        positions: [
          ...each.positions,
          { ...taken, person: null, onPaper: { record: id, disputableUntil }, void: false },
        ],
      })),
      endorsements: endorsementsAfter(pilot, { decision, seat, position, conditions }),
    };
  },
  'endorsement-written': (pilot, { letter }) => ({
    ...pilot,
    documents: [...pilot.documents, letter.sha256],
  }),
  'position-struck': (pilot, { record, decision: id, seat }, { occurredAt }) => {
    const country = pilot.seats.find((each) => each.id === seat)?.country;
    const struck = withRecord(pilot, record, (each) => ({ ...each, struck: occurredAt }));
    return {
      ...withDecision(struck, id, (decision) => ({
        ...decision,
        outcome: isOpen(decision) ? null : decision.outcome,
        positions: positionsVoided(decision, [{ seat }]),
      })),
      endorsements: pilot.endorsements.filter((given) => given.decision !== id || given.country !== country),
    };
  },
  'dispute-window-resumed': (pilot, { record, decision: id, disputableUntil }) =>
    withDecision(
      withRecord(pilot, record, (each) => ({ ...each, disputableUntil })),
      id,
      (decision) => ({
        ...decision,
        positions: decision.positions.map((taken) =>
          taken.onPaper?.record === record && taken.onPaper.disputableUntil !== null
            ? { ...taken, onPaper: { record, disputableUntil } }
            : taken,
        ),
      }),
    ),
  'dispute-window-closed': (pilot, { record, decision: id }) =>
    withDecision(pilot, id, (decision) => ({
      ...decision,
      positions: decision.positions.map((taken) =>
        taken.onPaper?.record === record ? { ...taken, onPaper: { record, disputableUntil: null } } : taken,
      ),
    })),
};
