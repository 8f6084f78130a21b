import type { Decision, Position } from '../../decisions/decision';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import type { Part } from '../course';
import { type DocumentNamed, fact } from '../events';
import { servedBefore } from '../obligations/meet-obligation';
import { asOpened, programmeOf } from '../programme';
import type { Pilot } from '../state';

const endorses = (position: Position): boolean =>
  position === 'approve' || position === 'approve_with_conditions';

/** The letter in which a country endorses. */
export interface EndorsementLetter {
  readonly seat: string;
  readonly letter: DocumentNamed | undefined;
  /** Why it serves that has served before. */
  readonly reason: string | undefined;
}

/** Names the letter of an endorsement; refused where the programme wants one and there is none (programmes.md). */
export const endorsedInWriting = (
  pilot: Pilot,
  { seat, letter, reason }: EndorsementLetter,
  { directory }: Moment,
): Part => {
  if (letter !== undefined)
    return (
      servedBefore(pilot, [letter], reason, () => '/letter/sha256') ??
      fact('endorsement-written', { seat, letter, reason: reason ?? null })
    );
  return programmeOf(pilot, directory).ruleBook.endorsementInWriting.value
    ? refuse('document-required', 'The programme wants the endorsement of each country in writing.', {
        errors: [{ pointer: '/letter', detail: 'Name the letter of endorsement, with its hash.' }],
      })
    : [];
};

/** What an answer adds in a decision on the endorsement: its letter, by the programme under which it was opened. */
export const letterOf = (
  pilot: Pilot,
  decision: Pick<Decision, 'kind' | 'programmeVersion'>,
  { position, ...written }: EndorsementLetter & { readonly position: Position },
  moment: Moment,
): Part => {
  if (decision.kind === 'endorsement' && endorses(position))
    return endorsedInWriting(asOpened(pilot, decision), written, moment);
  return written.letter === undefined
    ? []
    : refuse('invalid-body', 'A letter is named with an endorsement only.', {
        errors: [{ pointer: '/letter', detail: 'Leave it out here.' }],
      });
};
