import type { Decision, Position } from '../../decisions/decision';
import type { Refusal } from '../../decider';
import { Document, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { openDecisions, putQuestion } from '../deciding/open';
import { fact } from '../events';
import { servedBefore } from '../obligations/meet-obligation';
import { owedAbout, resortsEnded, voided } from '../obligations/open';
import { filledSeats, presentSeat, seatOf } from '../seats/held';
import type { Pilot, Seat } from '../state';
import { isIn } from './contribution';
import { Why } from './line-fields';
import { wantsLetter } from './lines';

/** Voids an open question with the positions given in it: they are history. */
export const questionVoided =
  (kind: 'appraisal' | 'agreement', reason: string) =>
  (pilot: Pilot): Part =>
    openDecisions(pilot)
      .filter((decision) => decision.kind === kind)
      .map(({ id }) => [
        fact('decision-voided', { decision: id, reason }),
        owedAbout(pilot, id, 'position', 'undecided', 'choice').map((owed) => voided(owed, reason)),
        resortsEnded(id, 'void', reason),
      ]);

/** Lines of the mix that nobody can sign for: the contributor's seat is empty, or its successor has sent no letter. */
const unsignable = (pilot: Pilot): readonly string[] =>
  pilot.funding.contributions
    .filter(
      (line) => isIn(line) && (wantsLetter(pilot, line) || seatOf(pilot, line.seat)?.state !== 'filled'),
    )
    .map(({ id }) => id);

/** Every contributor, proponent, host government and facilitator (lifecycle.md section 3). */
const signatories = (pilot: Pilot): readonly Seat[] => {
  const contributors = pilot.funding.contributions
    .filter(isIn)
    .flatMap(({ seat }) => presentSeat(pilot, seat) ?? []);
  const parties = filledSeats(pilot, 'proponent', 'host_government', 'facilitator');
  return [...new Set([...contributors, ...parties])];
};

/** Asks for the signatures under the text: until the day on which the step lapses, for a new text restarts no clock. */
const signaturesAsked =
  (moment: Moment) =>
  (pilot: Pilot): Part => {
    const step = owedAbout(pilot, 'funding.signature', 'step')[0];
    return putQuestion(
      {
        kind: 'agreement',
        subject: 'the agreement',
        seats: signatories(pilot),
        holdsStep: false,
        ...(step === undefined ? {} : { until: step.due.expression }),
      },
      moment,
    );
  };

/** After a reopening: a text that was put to the signatories is put to them again. */
export const signaturesAskedAgain =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    pilot.funding.texts.length === 0 || unsignable(pilot).length > 0 ? [] : signaturesAsked(moment);

export const setAgreementText = command({
  name: 'set-agreement-text',
  label: 'Set the text of the agreement',
  describe:
    'Puts a version of the agreement, named by its hash, to every contributor, proponent, host government and facilitator. A new text voids earlier signatures and restarts no clock.',
  by: ['coordinator'],
  in: ['funding.signature'],
  body: Shape({ document: Document, reason: Why }),
  missing: (pilot) =>
    unsignable(pilot).map((id) => ({
      pointer: `/contributions/${id}`,
      detail: `Nobody can sign for ${id}: the successor takes it over with its letter, or it is withdrawn.`,
    })),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { document, reason } = given.body;
    const lines = unsignable(pilot);
    if (lines.length > 0)
      return refuse(
        'seat-empty',
        `Nobody can sign for ${lines.join(', ')}: the successor takes it over with its letter, or it is withdrawn.`,
      );
    return (
      servedBefore(pilot, [document], reason, () => '/document/sha256') ??
      inOrder(
        pilot,
        moment,
        questionVoided('agreement', 'There is a new text.'),
        fact('agreement-text-set', {
          version: pilot.funding.texts.length + 1,
          document,
          reason: reason ?? null,
        }),
        signaturesAsked(moment),
      )
    );
  },
});

const signs = (position: Position): boolean =>
  position === 'approve' || position === 'approve_with_conditions';

/** A line that the seat has inherited is not its own before its letter (lifecycle.md section 1). */
const inherited = (pilot: Pilot, seat: string): Refusal | null => {
  const line = pilot.funding.contributions.find(
    (each) => isIn(each) && each.seat !== seat && presentSeat(pilot, each.seat)?.id === seat,
  );
  return line === undefined
    ? null
    : refuse('wrong-seat', `Take ${line.id} over with a letter of your own first, then sign.`);
};

/** What a signature adds to the position: the very text that is signed, by its hash. */
export const signature = (
  pilot: Pilot,
  decision: Pick<Decision, 'id' | 'kind'>,
  {
    seat,
    position,
    document,
  }: { readonly seat: string; readonly position: Position; readonly document: string | undefined },
): Part => {
  if (decision.kind !== 'agreement' || !signs(position)) return [];
  const text = pilot.funding.texts.at(-1);
  if (text === undefined || document !== text.document)
    return refuse(
      'wrong-text',
      'Name the hash of the text that you sign: it has to be the one that is to be signed now.',
      {
        errors: [
          { pointer: '/document', detail: `The text to be signed is ${text?.document ?? 'not set yet'}.` },
        ],
      },
    );
  return inherited(pilot, seat) ?? fact('text-signed', { decision: decision.id, seat, document });
};
