import { type DocumentNamed, fact } from '../events';
import type { Part } from '../course';
import type { Obligation, ObligationKind, Pilot } from '../state';

/** The open obligations, of these kinds if any are named. */
export const openObligations = (
  pilot: Pick<Pilot, 'obligations'>,
  ...kinds: readonly ObligationKind[]
): readonly Obligation[] =>
  pilot.obligations.filter(
    ({ state, kind }) => state === 'open' && (kinds.length === 0 || kinds.includes(kind)),
  );

/** The open obligations about one step, decision or obligation. */
export const owedAbout = (
  pilot: Pick<Pilot, 'obligations'>,
  subject: string,
  ...kinds: readonly ObligationKind[]
): readonly Obligation[] => openObligations(pilot, ...kinds).filter((owed) => owed.subject === subject);

/** Closes an obligation as done. */
export const met = (
  { id }: Pick<Obligation, 'id'>,
  note: string | null = null,
  documents: readonly DocumentNamed[] = [],
) => fact('obligation-met', { obligation: id, note, documents });

/** Closes an obligation that nobody needs any more. */
export const voided = ({ id }: Pick<Obligation, 'id'>, reason: string) =>
  fact('obligation-voided', { obligation: id, reason });

/** Ends the calls of the approving body about something that has moved or is done. */
export const resortsEnded =
  (subject: string, how: 'met' | 'void', reason: string) =>
  (pilot: Pilot): Part =>
    owedAbout(pilot, subject, 'last_resort').map((call) =>
      how === 'met' ? met(call, reason) : voided(call, reason),
    );
