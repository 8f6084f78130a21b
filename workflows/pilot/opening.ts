import type { Moment } from './command';
import { clearanceAsked } from './consultation/clearance';
import { convenedOwed } from './consultation/convened';
import { consultationOpened } from './consultation/open';
import { responseOwed } from './consultation/response';
import type { Part } from './course';
import { appraisalAsked } from './funding/appraisal';
import { conditionsOpened } from './funding/conditions';
import { mixOwed } from './funding/mix';
import { signatureOpened } from './funding/signature';
import { inceptionOwed } from './implementation/inception';
import { conceptAsked } from './proposal/concept-review';
import { endorsementAsked } from './proposal/endorsement';
import { draftOwed } from './proposal/registration';
import { revisionOwed } from './proposal/revision';
import { screeningOwed } from './proposal/screening';
import type { Step } from './state';

/** What opens with each step, its clock counted from an event in words. */
const openings: Readonly<Record<Step, (moment: Moment, event: string) => Part>> = {
  'proposal.draft': draftOwed,
  'proposal.screening': screeningOwed,
  'proposal.revision': revisionOwed,
  'proposal.endorsement': endorsementAsked,
  'proposal.concept_review': conceptAsked,
  'consultation.convened': convenedOwed,
  'consultation.open': consultationOpened,
  'consultation.response': responseOwed,
  'consultation.clearance': clearanceAsked,
  'funding.mix': mixOwed,
  'funding.appraisal': appraisalAsked,
  'funding.signature': signatureOpened,
  'funding.conditions': conditionsOpened,
  'implementation.inception': inceptionOwed,
};

/** Opens what a step waits for, with its full duration from now: `event` says what now is. */
export const opened = (step: Step, event: string, moment: Moment): Part => openings[step](moment, event);
