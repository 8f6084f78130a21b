import { heldAt } from '../../clocks/held-on';
import { sourcesOf } from '../../clocks/move';
import type { Day } from '../../decider';
import type { DirectoryContext, SharedDateEntry } from '../../directory/entries';
import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { owedAbout } from '../obligations/open';
import { calendarOfSeat } from '../programme';
import { owingSeat } from '../seats/held';
import type { Pilot } from '../state';

/** The stream that dates what counts from a master agreement. */
export const agreementSource = (id: string): string => `master-agreement/${id}`;

/** When a master agreement was signed, for what the proponent owes. */
export const agreementSigned = (pilot: Pilot, signedOn: Day, directory: DirectoryContext) =>
  heldAt(signedOn, calendarOfSeat(owingSeat(pilot, 'proponent'), directory));

/** Takes the signing over from the agreement that is kept for all pilots of its contributor. */
export const takenFromShared =
  (organisation: string, masterAgreement: string, heldOn: Day, moment: Moment) =>
  (pilot: Pilot): Part =>
    fact('master-agreement-shared', {
      organisation,
      masterAgreement,
      heldOn,
      signed: agreementSigned(pilot, heldOn, moment.directory),
    });

/** Does the clock of the conditions count from this agreement? */
const countsFrom = (pilot: Pilot, { id }: SharedDateEntry): boolean =>
  owedAbout(pilot, 'funding.conditions', 'step').some(({ due }) =>
    sourcesOf(due.expression).includes(agreementSource(id)),
  );

/**
 * The agreement of a contributor that is kept for all its pilots, where this one takes its signing from there: not
 * one that was registered after the clock of the conditions had begun without it.
 */
export const sharedFor = (
  pilot: Pilot,
  organisation: string,
  directory: DirectoryContext,
): SharedDateEntry | undefined => {
  const shared = directory.masterAgreementOf(organisation);
  return shared !== undefined && (pilot.status !== 'funding.conditions' || countsFrom(pilot, shared))
    ? shared
    : undefined;
};
