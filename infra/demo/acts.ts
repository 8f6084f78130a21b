import { type NextAct, position, question, seatOf } from './act';
import { consultationActs } from './consultation-acts';
import { fundingActs } from './funding-acts';
import { answerOf, mark } from './partners';
import { takenOver } from './taking-over';

const inDraft: NextAct = (pilot, known) => {
  const { path, additions } = known;
  if (path === 'taken-over') return takenOver(pilot, known);
  const seat = seatOf(pilot, 'proponent');
  return pilot.proposal.problem === undefined
    ? { seat, command: 'revise-proposal', body: additions }
    : { seat, command: 'submit-proposal', body: {} };
};

const inScreening: NextAct = (pilot, { path, focalPoint }) => {
  const seat = seatOf(pilot, 'coordinator');
  if (path === 'left-in-screening') return null;
  if (path === 'rejected-by-screening')
    return {
      seat,
      command: 'reject-proposal',
      body: { reason: `${mark} outside what the programme is for.` },
    };
  if (path === 'screened-back' && pilot.rounds.used === 0)
    return { seat, command: 'return-proposal', body: { reason: `${mark} say who benefits, and how many.` } };
  const { beneficiaryCountries = [], providerCountries = [] } = pilot.proposal;
  const country = [...beneficiaryCountries, ...providerCountries].find(
    (code) =>
      !pilot.seats.some(
        ({ seat: kind, country: of, state }) =>
          kind === 'host_government' && of === code && state === 'filled',
      ),
  );
  return country === undefined
    ? { seat, command: 'accept-screening', body: {} }
    : {
        seat,
        command: 'fill-seat',
        body: { kind: 'host_government', country, organisation: focalPoint(country) },
      };
};

const inRevision: NextAct = (pilot, { path }) => {
  if (path === 'left-in-revision') return null;
  const seat = seatOf(pilot, 'proponent');
  const answer = answerOf(pilot.proposal, pilot.rounds.used);
  return pilot.proposal.problem === answer.problem
    ? { seat, command: 'submit-proposal', body: {} }
    : { seat, command: 'revise-proposal', body: answer };
};

const inEndorsement: NextAct = (pilot, { path }) => {
  if (path === 'withdrawn')
    return {
      seat: seatOf(pilot, 'proponent'),
      command: 'withdraw',
      body: { reason: `${mark} the money went elsewhere.` },
    };
  const { decision, next, open } = question(pilot);
  if (decision === undefined || next === undefined) return null;
  if (path === 'left-in-endorsement' && open === 1) return null;
  if (pilot.rounds.used > 0) return position(next, decision, 'approve');
  if (path === 'objected' || path === 'left-in-revision')
    return position(next, decision, 'object', 'the ministry was not consulted.');
  if (path === 'returned')
    return position(next, decision, 'request_changes', 'name the district that takes part.');
  return position(next, decision, 'approve');
};

const inConceptReview: NextAct = (pilot, { path }) => {
  const { decision, next, answered } = question(pilot);
  if (decision === undefined || next === undefined) return null;
  if (path === 'left-in-concept-review' && answered > 0) return null;
  if (path === 'rejected-by-concept')
    return position(next, decision, 'object', 'it repeats what another fund pays for.');
  // One member of three doubts, and is outvoted.
  if (path === 'screened-back' && answered === 1)
    return position(next, decision, 'request_changes', 'the outputs are many for the time.');
  return position(next, decision, 'approve');
};

const bySteps: Readonly<Record<string, NextAct>> = {
  'proposal.draft': inDraft,
  'proposal.screening': inScreening,
  'proposal.revision': inRevision,
  'proposal.endorsement': inEndorsement,
  'proposal.concept_review': inConceptReview,
  ...consultationActs,
  ...fundingActs,
};

/**
 * What the partners do next with a pilot on this path, or null where they are done with it. It follows from the
 * case alone, so a run that was interrupted is taken up where it stopped.
 */
export const nextAct: NextAct = (pilot, known) => bySteps[pilot.status]?.(pilot, known) ?? null;
