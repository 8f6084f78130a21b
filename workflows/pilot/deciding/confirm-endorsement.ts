import { Value } from '@sinclair/typebox/value';

import { isRefusal } from '../../decider';
import { standingPosition } from '../../decisions/outcome';
import { Id, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { countryPart } from '../proposal/country-part';
import { seatOf } from '../seats/held';
import type { Endorsement, Pilot } from '../state';
import { answered, questionTo } from './answering';
import { openDecisions } from './open';

/** The endorsement that a seat may carry over: its country's last one, if the country's part is unchanged. */
const carriedOver = (pilot: Pilot, decision: string, seat: string): Endorsement | null => {
  const country = seatOf(pilot, seat)?.country ?? '';
  const last = pilot.endorsements.findLast((given) => given.country === country);
  return last !== undefined &&
    last.decision !== decision &&
    Value.Equal(last.part, countryPart(pilot.proposal, country))
    ? last
    : null;
};

/** The conditions that still stand: what was met or waived meanwhile is not asked for again. */
const stillAsked = (pilot: Pilot, { decision, conditions }: Endorsement): Endorsement['conditions'] =>
  conditions.filter(
    ({ text }) =>
      !pilot.obligations.some(
        ({ kind, subject, label, state }) =>
          kind === 'condition' &&
          subject === decision &&
          label === text &&
          (state === 'met' || state === 'waived'),
      ),
  );

export const confirmEndorsement = command({
  name: 'confirm-endorsement',
  label: 'Confirm the earlier endorsement',
  describe:
    'Carries the country’s last endorsement over to the proposal as it was submitted again, in one act. Only where the country’s part is unchanged.',
  by: ['host_government'],
  in: ['proposal.endorsement'],
  ownSeat: true,
  body: Shape({ decision: Id }),
  offered: (pilot, { seat }) =>
    openDecisions(pilot).some(
      (decision) =>
        decision.kind === 'endorsement' &&
        decision.asked.some((asked) => asked.seat === seat) &&
        standingPosition(decision, seat ?? '') === undefined &&
        carriedOver(pilot, decision.id, seat ?? '') !== null,
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const question = questionTo(pilot, given.body.decision, moment);
    if (isRefusal(question)) return question;
    const { decision, asked } = question;
    if (standingPosition(decision, asked.seat) !== undefined)
      return refuse('same-position', 'Your seat has answered this decision already.');
    const earlier = carriedOver(pilot, decision.id, asked.seat);
    if (earlier === null)
      return refuse(
        'nothing-to-confirm',
        'Your country’s part has changed since it was endorsed, or it was never endorsed.',
      );
    const conditions = stillAsked(pilot, earlier);
    return inOrder(
      pilot,
      moment,
      answered(
        {
          decision: decision.id,
          asked,
          position: conditions.length > 0 ? 'approve_with_conditions' : 'approve',
          text: null,
          conditions,
          carriedFrom: earlier.decision,
        },
        moment,
      ),
    );
  },
});
