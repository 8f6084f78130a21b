/**
 * The values of a rule book that a step stands on, by pointer. A version that was published before a step existed
 * lacks them: a pilot at that step cannot migrate to it (lifecycle.md section 7).
 */
export const stepValues: Readonly<Record<string, readonly string[]>> = {
  'proposal.draft': ['/waits/draft'],
  'proposal.screening': ['/waits/screening'],
  'proposal.revision': ['/waits/revision'],
  'proposal.endorsement': ['/waits/endorsement', '/decisions/endorsement'],
  'proposal.concept_review': ['/waits/concept', '/decisions/concept'],
  'consultation.convened': ['/waits/convening', '/waits/meetingExpected'],
  'consultation.open': ['/waits/consultation', '/consultation/quorum'],
  'consultation.response': ['/waits/response'],
  'consultation.clearance': ['/waits/clearance', '/decisions/clearance'],
  'funding.mix': ['/waits/mix', '/money/modalities'],
  'funding.appraisal': ['/waits/appraisal', '/decisions/appraisal'],
  'funding.signature': ['/waits/signature', '/decisions/agreement'],
  'funding.conditions': ['/waits/conditions'],
  'implementation.inception': ['/waits/inception'],
};
