import { deciderOf } from '../process';
import { agendaOf } from './agenda';
import { tick } from './clock/tick';
import { roleNames } from './command';
import { noticeTypes } from './events';
import { evolvePilot, pilotFoldVersion } from './evolve';
import { outboxOf } from './outbox';
import { registerPilot } from './proposal/registration';
import { grantRound, refuseRound } from './proposal/revision';
import { reviseProposal } from './proposal/revising';
import { acceptScreening, rejectProposal, returnProposal } from './proposal/screening';
import { submitProposal } from './proposal/submission';
import { standingsOf } from './standings';

/** Every command to a pilot, in the order in which a case lists them. */
export const pilotCommands = [
  registerPilot,
  reviseProposal,
  submitProposal,
  acceptScreening,
  returnProposal,
  rejectProposal,
  grantRound,
  refuseRound,
  tick,
];

/** The pilot as a process. */
export const pilot = deciderOf({
  type: 'pilot',
  foldVersion: pilotFoldVersion,
  noticeTypes,
  commands: pilotCommands,
  roleNames,
  standings: standingsOf,
  lastAt: ({ occurredAt }) => occurredAt,
  evolve: evolvePilot,
  agenda: agendaOf,
  status: (state) => state?.status ?? null,
  outbox: outboxOf,
});
