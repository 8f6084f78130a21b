import type { Agenda, CommandInput, NewEvent, OutboxMessage, Refusal } from '../workflows/decider';
import { isRefusal } from '../workflows/decider';
import { nothingThere } from '../workflows/process';
import { refuse } from '../workflows/refusals';
import type { AnyDecider } from '../workflows/registry';
import { canonical } from './canonical';
import type { OpenDirectory } from './directory';
import { eventVersions } from './event-versions';
import type { UnplacedEvent } from './event-store';
import type { Loaded } from './load';
import { isPersonal, sealData } from './vault';

/** A command that the decider accepted, worked out as far as it can be before the stream is locked. */
export interface Judged {
  readonly events: readonly UnplacedEvent[];
  /** The same events with personal data unsealed: what a repeat is recognised by. */
  readonly plain: readonly UnplacedEvent[];
  readonly state: unknown;
  readonly version: number;
  readonly agendaBefore: Agenda | null;
  readonly agenda: Agenda;
  readonly outbox: readonly { readonly version: number; readonly message: OutboxMessage }[];
}

/** Names under which the door traces a command. */
export interface Traced {
  readonly correlation?: string | undefined;
  readonly causation?: string | undefined;
  readonly trace?: string | undefined;
}

/**
 * Authority, then `If-Match`, then the decider's own rules (api.md, "once"). Pure.
 *
 * @param personKey seals personal data; null when there is none, and none may come
 */
export function judge(
  decider: AnyDecider,
  loaded: Loaded,
  stream: string,
  command: CommandInput & Traced & { readonly ifMatch?: number | undefined },
  directory: OpenDirectory,
  personKey: Buffer | null,
): Judged | Refusal {
  if (loaded.version === 0 && !decider.creations.includes(command.name)) {
    return nothingThere();
  }
  const forbidden = decider.authorise(loaded.state, command, directory.context);
  if (forbidden !== null) return forbidden;
  const { ifMatch } = command;
  if (ifMatch !== undefined && (ifMatch > loaded.version || loaded.changedSince)) {
    return refuse(
      'version-changed',
      `It is at version ${loaded.version} now, and you named ${ifMatch}: read it again, then decide again.`,
    );
  }
  const decision = decider.decide(loaded.state, command, directory.context);
  if (isRefusal(decision)) return decision;
  if (personKey === null && decision.events.some(({ data }) => isPersonal(data))) {
    return refuse('person-erased', 'The data of this person was erased: register the person anew.');
  }
  const unlisted = decision.events.find(({ type, schemaVersion }) => {
    const versions = eventVersions[decider.type];
    return versions !== undefined && versions[type] !== schemaVersion;
  });
  if (unlisted !== undefined) {
    throw new Error(
      `The event ${unlisted.type} of version ${unlisted.schemaVersion} does not stand in event-versions.`,
    );
  }
  const { author } = decision;
  const plain = decision.events.map((event, index) => placed(event, loaded.version + index + 1));
  const events = plain.map((event) => ({ ...event, data: sealData(personKey, stream, event.data) }));
  return { events, plain, ...folded(decider, loaded, events) };

  function placed(event: NewEvent, version: number): UnplacedEvent {
    return {
      ...{ stream, version, type: event.type, schemaVersion: event.schemaVersion },
      // As it will be read again: without the fields that JSON leaves out.
      data: JSON.parse(canonical(event.data)) as unknown,
      ...author,
      occurredAt: command.at,
      commandId: command.id,
      correlation: command.correlation ?? null,
      causation: command.causation ?? null,
      trace: command.trace ?? null,
    };
  }
}

function folded(decider: AnyDecider, loaded: Loaded, events: readonly UnplacedEvent[]) {
  let state = loaded.state;
  const outbox: { version: number; message: OutboxMessage }[] = [];
  for (const event of events) {
    state = decider.evolve(state, event);
    for (const message of decider.outbox(state, event)) outbox.push({ version: event.version, message });
  }
  return {
    state,
    version: loaded.version + events.length,
    agendaBefore: loaded.version === 0 ? null : decider.agenda(loaded.state),
    agenda: decider.agenda(state),
    outbox,
  };
}
