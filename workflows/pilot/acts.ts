import { Value } from '@sinclair/typebox/value';

import type { Answer, Change, Command } from '../command';
import { isRefusal, type NewEvent } from '../decider';
import type { DirectoryContext } from '../directory/entries';
import { refuse } from '../refusals';
import { type Given, type Moment, momentOf, type Role, type Standing } from './command';
import { after, inOrder, type Part } from './course';
import { answered } from './deciding/answering';
import { decisionOf, openDecisions, putQuestion } from './deciding/open';
import { recordsOvertaken } from './deciding/paper';
import { lettersOvertaken } from './funding/entered-letter';
import { fact, type PilotEvent } from './events';
import { filledSeats, onceEach } from './seats/held';
import type { Pilot } from './state';
import { heldBySuspension } from './suspension/accepted';

type PilotCommand = Change<Pilot, DirectoryContext, Role>;

/** Commands of others that happen only when the approving body confirms them. */
const confirmed: readonly string[] = ['take-over'];

/** Is this an act of an approving body with several seats, or one that it has to confirm? */
const needsTheBody = (command: PilotCommand, pilot: Pilot, { as }: Given): boolean =>
  confirmed.includes(command.name) ||
  (as.role === 'approving_body' &&
    !command.ownSeat &&
    onceEach(filledSeats(pilot, 'approving_body')).length > 1);

/** In what capacity an approved act is carried out. */
const actingAs = ({ by }: PilotCommand, { delegatedBy }: Standing): Standing => ({
  role: by.includes('approving_body') ? 'approving_body' : (by[0] ?? 'approving_body'),
  seat: null,
  organisation: null,
  ...(delegatedBy !== undefined && { delegatedBy }),
});

const isAnswer = (events: Answer): events is readonly NewEvent[] => Array.isArray(events);

/** The events of a command that answers with events alone, as those of a pilot do. */
const eventsOf = (answer: Answer): readonly PilotEvent[] =>
  isAnswer(answer) ? (answer as readonly PilotEvent[]) : [];

/** The proposer of an act has approved it by proposing it. */
const proposerApproves =
  (given: Given, directory: DirectoryContext) =>
  (pilot: Pilot): Part => {
    const act = openDecisions(pilot).at(-1);
    const asked = act?.asked.find(
      ({ organisation }) => given.as.role === 'approving_body' && organisation === given.as.organisation,
    );
    const approval = { position: 'approve', text: null, conditions: [], carriedFrom: null } as const;
    return act === undefined || asked === undefined
      ? []
      : answered({ decision: act.id, asked, ...approval }, momentOf(given, directory));
  };

/** Puts an act to the approving body, by appraisal's rule (lifecycle.md section 2), after it was tried. */
const propose = (command: PilotCommand, pilot: Pilot, given: Given, directory: DirectoryContext): Answer => {
  const moment = momentOf(given, directory);
  const tried = command.decide(pilot, { ...given, as: actingAs(command, given.as) }, directory);
  if ('refused' in tried && isRefusal(tried)) return tried;
  const act = { command: command.name, body: given.body };
  const same = openDecisions(pilot).find((decision) => Value.Equal(decision.act, act));
  if (same !== undefined)
    return refuse('act-proposed', `The approving body is asked about this act already, in ${same.id}.`);
  const question = {
    kind: 'act',
    subject: `the act “${command.label}”`,
    seats: filledSeats(pilot, 'approving_body'),
    holdsStep: false,
    act,
  } as const;
  return inOrder(pilot, moment, putQuestion(question, moment), proposerApproves(given, directory));
};

/** Carries out the acts that these events have approved; one that has become impossible is recorded as such. */
const carriedOut = (
  commands: ReadonlyMap<string, Command<Pilot, DirectoryContext, Role>>,
  before: Pilot,
  events: readonly PilotEvent[],
  given: Given,
  directory: DirectoryContext,
): readonly PilotEvent[] => {
  const moment = momentOf(given, directory);
  return events.reduce<readonly PilotEvent[]>((all, event) => {
    if (event.type !== 'decision-resolved' || event.data.outcome !== 'approved') return all;
    const pilot = after(before, all, moment);
    const act = pilot === null ? null : decisionOf(pilot, event.data.decision)?.act;
    const command = commands.get(act?.command ?? '');
    if (pilot === null || act == null || command === undefined || command.creates) return all;
    const possible = command.in.includes(pilot.status);
    const answer = possible
      ? command.decide(pilot, { ...given, body: act.body, as: actingAs(command, given.as) }, directory)
      : refuse('not-now', `“${command.label}” is not possible while the pilot is at ${pilot.status}.`);
    return 'refused' in answer && isRefusal(answer)
      ? [
          ...all,
          fact('act-not-carried-out', {
            decision: event.data.decision,
            command: command.name,
            code: answer.code,
            detail: answer.detail,
          }),
        ]
      : [...all, ...eventsOf(answer)];
  }, events);
};

/** What came on paper and waits for its confirmation does so no longer than its seat is asked, or its line is in the mix. */
const withoutOvertaken = (
  before: Pilot,
  events: readonly PilotEvent[],
  moment: Moment,
): readonly PilotEvent[] => {
  const pilot = after(before, events, moment);
  const overtaken = pilot === null ? [] : inOrder(pilot, moment, recordsOvertaken, lettersOvertaken);
  return isRefusal(overtaken) ? events : [...events, ...overtaken];
};

/**
 * How a command to a pilot is carried out: not while a suspension holds it back; an act of an approving body with several seats becomes a decision of
 * kind `act`, and happens when that is approved (lifecycle.md section 2).
 */
export const actsOf = (commands: readonly Command<Pilot, DirectoryContext, Role>[]) => {
  const byName = new Map(commands.map((command) => [command.name, command]));
  return (command: PilotCommand, pilot: Pilot, given: Given, directory: DirectoryContext): Answer => {
    const held = heldBySuspension(pilot, command.name, given.body);
    if (held !== null) return held;
    const answer = needsTheBody(command, pilot, given)
      ? propose(command, pilot, given, directory)
      : command.decide(pilot, given, directory);
    if (isRefusal(answer)) return answer;
    const done = (events: Answer) =>
      withoutOvertaken(
        pilot,
        carriedOut(byName, pilot, eventsOf(events), given, directory),
        momentOf(given, directory),
      );
    return isAnswer(answer) ? done(answer) : { ...answer, events: done(answer.events) };
  };
};
