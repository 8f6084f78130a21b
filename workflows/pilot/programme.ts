import { calendarOf } from '../clocks/calendar';
import type { Calendar } from '../clocks/due';
import type { DirectoryContext, OrganisationEntry } from '../directory/entries';
import type { Programme, WaitName } from '../programmes/rule-book';
import type { Wait } from '../programmes/rule-book';
import type { Obligation, Pilot, Seat } from './state';

/** The version of the programme that the pilot pinned. Throws if the directory lost it: versions are for good. */
export const programmeOf = (
  { programme }: Pick<Pilot, 'programme'>,
  directory: DirectoryContext,
): Programme => {
  const found = directory.programme(programme.id, programme.version);
  if (found === undefined)
    throw new Error(`Version ${programme.version} of the programme ${programme.id} is not in the directory.`);
  return found;
};

/**
 * The pilot under the version of the programme that something opened under: what is open keeps its rule when the
 * pilot migrates (lifecycle.md section 7).
 */
export const asOpened = <Of extends Pick<Pilot, 'programme'>>(
  pilot: Of,
  { programmeVersion: version }: Pick<Obligation, 'programmeVersion'>,
): Of => ({ ...pilot, programme: { id: pilot.programme.id, version } });

/** A wait of the pilot's programme. */
export const waitOf = (pilot: Pick<Pilot, 'programme'>, name: WaitName, directory: DirectoryContext): Wait =>
  programmeOf(pilot, directory).ruleBook.waits[name].value;

/** The organisation of a seat. Throws if the directory lost it: entries are never removed. */
export const organisationOf = (
  { organisation }: Pick<Seat, 'organisation'>,
  directory: DirectoryContext,
): OrganisationEntry => {
  const found = directory.organisation(organisation);
  if (found === undefined) throw new Error(`The organisation ${organisation} is not in the directory.`);
  return found;
};

/** The calendar in which a seat's due dates are computed. */
export const calendarOfSeat = (seat: Pick<Seat, 'organisation'>, directory: DirectoryContext): Calendar =>
  calendarOf(organisationOf(seat, directory));
