import { deciderOf } from '../process';
import { agendaOf } from './agenda';
import { countFrom, masterAgreementSigned, meetingDated } from './clock/shared-dates';
import { tick } from './clock/tick';
import { actsOf } from './acts';
import { comment } from './consultation/commenting';
import { convene, inviteSeat } from './consultation/convene';
import { acceptInquorate, continueByCorrespondence, extendConsultation } from './consultation/inquorate';
import { confirmMeeting, setMeetingDate } from './consultation/meeting';
import { answerComment, askForClearance } from './consultation/response';
import { endorseAgain } from './countries/endorse-again';
import { keepCountry } from './countries/keep-country';
import { releaseCountry } from './countries/release-country';
import { askAgain } from './deciding/ask-again';
import { confirmEndorsement } from './deciding/confirm-endorsement';
import { confirmRecord } from './deciding/confirm-record';
import { decideAsChair } from './deciding/decide-as-chair';
import { extendDecision } from './deciding/extend-decision';
import { nameSubstitute } from './deciding/name-substitute';
import { recordConflict } from './deciding/record-conflict';
import { recordPosition } from './deciding/record-position';
import { decideReferred, referDecision } from './deciding/referral';
import { strikePosition } from './deciding/strike-position';
import { takePosition } from './deciding/take-position';
import { cancel, terminate, withdraw } from './ends/ending';
import { reopen } from './ends/reopen';
import { migrateProgramme } from './migration/migrate-programme';
import { extendPlannedEnd } from './implementation/planned-end';
import { extendInBulk } from './obligations/extend-in-bulk';
import { setAgreementText } from './funding/agreement';
import { writeOffRefund } from './funding/closing';
import { confirmContribution, takeOverContribution } from './funding/confirm';
import { confirmLetter } from './funding/entered-letter';
import { deliverContribution, valueContribution } from './funding/in-kind';
import { refuseContribution, withdrawContribution } from './funding/loss';
import { confirmExpected, recordMasterAgreement } from './funding/master-agreement';
import { correctContribution, paymentCommands } from './funding/payments';
import { pledgeContribution } from './funding/pledge';
import { recordRate, stateRequired } from './funding/required';
import { submitMix } from './funding/submit-mix';
import { extendObligation } from './obligations/extend-obligation';
import { meetObligation } from './obligations/meet-obligation';
import { waiveObligation } from './obligations/waive-obligation';
import { changeSeatPersons } from './seats/change-seat-persons';
import { fillSeat } from './seats/fill-seat';
import { declineSeat, vacateSeat } from './seats/leaving';
import { replaceSeat } from './seats/replace-seat';
import { takeOver } from './take-over';
import { roleNames } from './command';
import { noticeTypes } from './events';
import { evolvePilot, pilotFoldVersion } from './evolve';
import { outboxOf } from './outbox';
import { registerPilot } from './proposal/registration';
import { grantRound, refuseRound } from './proposal/revision';
import { reviseProposal } from './proposal/revising';
import { acceptScreening, rejectProposal, returnProposal } from './proposal/screening';
import { submitProposal } from './proposal/submission';
import { unlessRoundPending } from './proposal/round-pending';
import { withdrawEndorsement } from './proposal/withdraw-endorsement';
import { knowsOf } from './sight';
import { standingsOf } from './standings';
import { offeredUnderSuspension } from './suspension/accepted';
import { extendSuspension, resume } from './suspension/resume';
import { suspend } from './suspension/suspend';

/** Every command to a pilot, in the order in which a case lists them. */
export const pilotCommands = [
  registerPilot,
  reviseProposal,
  submitProposal,
  acceptScreening,
  returnProposal,
  rejectProposal,
  takePosition,
  confirmEndorsement,
  withdrawEndorsement,
  endorseAgain,
  releaseCountry,
  keepCountry,
  recordPosition,
  confirmRecord,
  strikePosition,
  grantRound,
  refuseRound,
  extendDecision,
  askAgain,
  nameSubstitute,
  recordConflict,
  referDecision,
  decideReferred,
  decideAsChair,
  ...[
    convene,
    inviteSeat,
    setMeetingDate,
    confirmMeeting,
    comment,
    extendConsultation,
    continueByCorrespondence,
    acceptInquorate,
    answerComment,
    askForClearance,
  ].map(unlessRoundPending),
  extendObligation,
  extendInBulk,
  extendPlannedEnd,
  countFrom,
  meetingDated,
  masterAgreementSigned,
  waiveObligation,
  meetObligation,
  fillSeat,
  replaceSeat,
  vacateSeat,
  declineSeat,
  changeSeatPersons,
  takeOver,
  migrateProgramme,
  suspend,
  extendSuspension,
  resume,
  ...[stateRequired, pledgeContribution, confirmContribution, confirmLetter].map(unlessRoundPending),
  takeOverContribution,
  refuseContribution,
  withdrawContribution,
  recordRate,
  ...[submitMix, setAgreementText].map(unlessRoundPending),
  recordMasterAgreement,
  confirmExpected,
  ...paymentCommands,
  deliverContribution,
  valueContribution,
  correctContribution,
  writeOffRefund,
  withdraw,
  cancel,
  terminate,
  reopen,
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
  sees: knowsOf,
  carry: actsOf(pilotCommands),
  offers: (command, state) => offeredUnderSuspension(state, command),
  lastAt: ({ occurredAt }) => occurredAt,
  evolve: evolvePilot,
  agenda: agendaOf,
  status: (state) => state?.status ?? null,
  outbox: outboxOf,
});
