import type { Outcome } from '../../decisions/decision';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import type { Part } from '../course';
import { putQuestion } from '../deciding/open';
import { filledSeats } from '../seats/held';
import type { Pilot } from '../state';
import { moveTo } from '../steps';
import { toConceptReview } from './concept-review';
import { countriesOf } from './country-part';
import { backToRevision } from './revision';

/** The countries that take part and whose host_government seat is empty. */
export const hostsMissing = (pilot: Pilot): readonly string[] =>
  countriesOf(pilot.proposal).filter(
    (code) => !filledSeats(pilot, 'host_government').some(({ country }) => country === code),
  );

/** Endorsement does not open while a host_government seat is empty (lifecycle.md section 2). */
const hostsSeated = (pilot: Pilot): Part => {
  const missing = hostsMissing(pilot);
  return missing.length === 0
    ? []
    : refuse(
        'seat-empty',
        `The host government of ${missing.join(', ')} has no seat yet. Fill it with the focal point of the country first.`,
      );
};

/** Asks every host government to endorse; each has a veto for its own country (lifecycle.md section 3). */
export const endorsementAsked = (moment: Moment): Part => [
  hostsSeated,
  (pilot: Pilot) =>
    putQuestion(
      {
        kind: 'endorsement',
        subject: 'the endorsement of the proposal',
        seats: filledSeats(pilot, 'host_government'),
        holdsStep: true,
      },
      moment,
    ),
];

/** Opens endorsement. */
export const toEndorsement = (moment: Moment): Part => [
  moveTo('proposal.endorsement'),
  endorsementAsked(moment),
];

/** approved → concept_review · returned, refused → revision (lifecycle.md section 2). */
export const endorsementDecided = (
  outcome: Exclude<Outcome, 'undecided'>,
  reason: string | null,
  moment: Moment,
): Part => (outcome === 'approved' ? toConceptReview(moment) : backToRevision(reason ?? '', moment));
