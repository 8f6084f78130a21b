import type { Caller, Decision, FieldError, Instant, NewEvent, RecordedEvent } from '../../workflows/decider';
import { clockCaller, isRefusal } from '../../workflows/decider';
import type { DirectoryContext } from '../../workflows/directory/entries';
import { pilot as decider } from '../../workflows/pilot/decider';
import type { Obligation, Pilot } from '../../workflows/pilot/state';
import { completeProposal, coordinator, proponent, sampleDirectory, start } from './pilot-people';

/** How one command is given: by the coordinator, without a body, at the last instant, unless it says otherwise. */
export interface Giving {
  readonly by?: Caller;
  readonly body?: object;
  readonly at?: Instant;
}

export type Named = string | { readonly name: string };

/** What has happened to a sample pilot so far. */
export interface Told {
  readonly directory: DirectoryContext;
  readonly events: readonly RecordedEvent[];
  readonly state: Pilot | null;
  readonly at: Instant;
}

/** A story of one pilot, told by real commands; each telling leaves the one before it as it was. */
export interface Story extends Told {
  /** The pilot as it stands. Throws before it is registered. */
  readonly pilot: Pilot;
  /** What the decider answers, without anything happening. */
  readonly decide: (command: Named, giving?: Giving) => Decision;
  /** The story with this command accepted; throws if it is refused. */
  readonly give: (command: Named, giving?: Giving) => Story;
  /** Lets the clock run to this instant: one tick at each wake-up. */
  until(at: Instant): Story;
  /** One tick at this instant, however late. */
  tick(at: Instant): Story;
  /** Time passes and the clock does not run. */
  later(at: Instant): Story;
  /** The same pilot in another directory: somebody has left, or come. */
  in(directory: DirectoryContext): Story;
  agenda(): ReturnType<typeof decider.agenda>;
  actions(by: Caller): readonly string[];
  /** What is missing before this caller can give a command that is offered. */
  missing(by: Caller, command: string): readonly FieldError[];
  /** The last obligation whose id begins so. */
  owed(id: string): Obligation;
  ofType(type: string): readonly RecordedEvent[];

  complete(changes?: object): Story;
  seated(...countries: readonly string[]): Story;
  submitted(): Story;
  accepted(): Story;
  /** Takes a position in the last open decision. */
  takes(by: Caller, position: string, more?: object): Story;
}

const nameOf = (command: Named): string => (typeof command === 'string' ? command : command.name);

const noAuthor = { person: null, organisation: null, seat: null, onBehalfOf: null };

const record = (told: Told, decision: Decision, at: Instant): Told => {
  const occurredAt = told.at > at ? told.at : at;
  const added = (isRefusal(decision) ? [] : decision.events).map((event, index) => ({
    ...event,
    ...(isRefusal(decision) ? noAuthor : decision.author),
    stream: 'pilot/sample',
    version: told.events.length + index + 1,
    occurredAt,
    commandId: `c${told.events.length}`,
  }));
  return {
    ...told,
    at: occurredAt,
    events: [...told.events, ...added],
    state: added.reduce<Pilot | null>((state, event) => decider.evolve(state, event), told.state),
  };
};

/** No event says nothing where it should say something: a reason, a label, a day. */
const expectSaid = (events: readonly NewEvent[]): void => {
  const empty = events.find((event) => JSON.stringify(event).includes('""'));
  if (empty !== undefined) throw new Error(`Something is empty in ${JSON.stringify(empty)}`);
};

/** What is accepted was offered before, with nothing missing: else nobody would have known that it can be done. */
const expectOffered = (
  { state, directory, at: now }: Told,
  name: string,
  { by: caller = coordinator, at = now }: Giving,
): void => {
  if (state === null) return;
  const action = decider.actions(state, { caller, at }, directory).find(({ command }) => command === name);
  if (action === undefined) throw new Error(`${name} was accepted, and is not offered.`);
  if (action.missing.length > 0)
    throw new Error(`${name} was accepted, and ${JSON.stringify(action.missing)} is missing.`);
};

const storyOf = (told: Told): Story => {
  const pilotNow = (): Pilot => {
    if (told.state === null) throw new Error('The pilot is not registered yet.');
    return told.state;
  };
  const decide: Story['decide'] = (command, { by = coordinator, body = {}, at = told.at } = {}) =>
    decider.decide(
      told.state,
      { id: `c${told.events.length}`, name: nameOf(command), body, at, caller: by },
      told.directory,
    );
  const give: Story['give'] = (command, giving = {}) => {
    const decision = decide(command, giving);
    if (isRefusal(decision))
      throw new Error(`${nameOf(command)} was refused: ${decision.code}: ${decision.detail}`);
    expectSaid(decision.events);
    if (told.state !== null && giving.by?.door !== 'clock') expectOffered(told, nameOf(command), giving);
    return storyOf(record(told, decision, giving.at ?? told.at));
  };
  return {
    ...told,
    decide,
    give,
    get pilot() {
      return pilotNow();
    },
    agenda: () => decider.agenda(told.state),
    actions: (by) =>
      decider.actions(pilotNow(), { caller: by, at: told.at }, told.directory).map(({ command }) => command),
    missing: (by, name) => {
      const offered = decider.actions(pilotNow(), { caller: by, at: told.at }, told.directory);
      const action = offered.find(({ command }) => command === name);
      if (action === undefined) throw new Error(`${name} is not offered.`);
      return action.missing;
    },
    in: (directory) => storyOf({ ...told, directory }),
    later: (at) => storyOf({ ...told, at }),
    tick: (at) => give('tick', { by: clockCaller, at }),
    until: (at) => {
      const { wakeAt } = decider.agenda(told.state);
      return wakeAt === null || wakeAt > at
        ? storyOf({ ...told, at })
        : give('tick', { by: clockCaller, at: wakeAt }).until(at);
    },
    owed: (prefix) => {
      const found = pilotNow().obligations.findLast(({ id }) => id.startsWith(prefix));
      if (found === undefined) throw new Error(`Nothing is owed as ${prefix}.`);
      return found;
    },
    ofType: (type) => told.events.filter((event) => event.type === type),
    complete: (changes = {}) =>
      give('revise-proposal', { by: proponent, body: { ...completeProposal, ...changes } }),
    seated: (...countries) =>
      countries.reduce<Story>(
        (story, country) =>
          story.give('fill-seat', {
            body: {
              kind: 'host_government',
              organisation: `focal-${country.toLowerCase()}`,
              country,
            },
          }),
        storyOf(told),
      ),
    submitted: () => give('submit-proposal', { by: proponent }),
    accepted: () => give('accept-screening'),
    takes: (by, position, more = {}) => {
      const open = pilotNow().decisions.findLast((each) => each.resolved === null && each.voided === null);
      return give('take-position', { by, body: { decision: open?.id ?? '', position, ...more } });
    },
  };
};

/** Before anything has happened. */
export const noPilot = (directory = sampleDirectory(), at = start): Story =>
  storyOf({ directory, events: [], state: null, at });

/** A registered draft. */
export const aPilot = (directory = sampleDirectory(), at = start): Story =>
  noPilot(directory, at).give('register-pilot', {
    body: { programme: 'ssc-pilot', title: 'Weevils', proponent: 'institute' },
  });

/** A complete draft of Kenya and Malawi, with both host governments seated. */
export const aDraft = (directory = sampleDirectory()): Story =>
  aPilot(directory).complete().seated('KE', 'MW');

/** In screening. */
export const aSubmission = (directory = sampleDirectory()): Story => aDraft(directory).submitted();

/** In endorsement, nobody has answered. */
export const anEndorsement = (directory = sampleDirectory()): Story => aSubmission(directory).accepted();

/** In concept review, nobody has answered. */
export const aConcept = (directory = sampleDirectory(), by: readonly Caller[] = []): Story =>
  by.reduce((story, host) => story.takes(host, 'approve'), anEndorsement(directory));
