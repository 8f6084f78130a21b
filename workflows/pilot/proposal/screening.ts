import { Type } from '@sinclair/typebox';

import { Reason, Shape, Text } from '../../fields';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { endAs } from '../ends/end';
import { fact } from '../events';
import { owingSeat } from '../seats/held';
import { ownProposal } from '../seats/segregation';
import type { Pilot } from '../state';
import { lastResortSentence, moveTo, roundChoice, stepDone, stepOwed } from '../steps';
import { hostsMissing, toEndorsement } from './endorsement';
import { backToRevision } from './revision';
import { choicePending } from './round-pending';

/** What the coordinator owes in screening, in its own working days (lifecycle.md section 2). */
export const screeningOwed =
  (moment: Moment, event = 'submission') =>
  (pilot: Pilot): Part =>
    stepOwed(
      {
        step: 'proposal.screening',
        owner: owingSeat(pilot, 'coordinator'),
        label: 'Screen the proposal: is it complete and eligible?',
        wait: 'screening',
        event,
        otherwise: lastResortSentence,
        endsIn: 'last-resort',
      },
      moment,
    );

/** Opens screening. */
export const toScreening = (moment: Moment): Part => [moveTo('proposal.screening'), screeningOwed(moment)];

/** Who screens: not while the approving body has to choose, and nobody what her own organisation proposes. */
const barred = (pilot: Pilot, moment: Moment) =>
  roundChoice(pilot) === null ? ownProposal(pilot, moment) : choicePending;

const offered = (pilot: Pilot): boolean => roundChoice(pilot) === null;

export const acceptScreening = command({
  name: 'accept-screening',
  label: 'Accept for endorsement',
  describe:
    'The proposal is complete and eligible: every host government is asked to endorse it. Refused while a host_government seat is empty.',
  by: ['coordinator'],
  in: ['proposal.screening'],
  body: Shape({ note: Type.Optional(Text) }),
  offered,
  missing: (pilot) =>
    hostsMissing(pilot).map((country) => ({
      pointer: '/seats',
      detail: `Fill the seat of the host government of ${country}.`,
    })),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    return (
      barred(pilot, moment) ??
      inOrder(
        pilot,
        moment,
        fact('screening-accepted', { note: given.body.note ?? null }),
        toEndorsement(moment),
      )
    );
  },
});

export const returnProposal = command({
  name: 'return-proposal',
  label: 'Return for revision',
  describe: 'The proponent has to revise the proposal. Counts as a round.',
  by: ['coordinator'],
  in: ['proposal.screening'],
  body: Shape({ reason: Reason }),
  offered,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { reason } = given.body;
    return (
      barred(pilot, moment) ??
      inOrder(pilot, moment, fact('proposal-returned', { reason }), backToRevision(reason, moment))
    );
  },
});

export const rejectProposal = command({
  name: 'reject-proposal',
  label: 'Reject the proposal',
  describe:
    'Ends the pilot at screening. The approving body may reopen it within the time of the programme, once.',
  by: ['coordinator'],
  in: ['proposal.screening'],
  body: Shape({ reason: Reason }),
  offered,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    return (
      barred(pilot, moment) ?? inOrder(pilot, moment, stepDone, endAs('rejected', given.body.reason, moment))
    );
  },
});
