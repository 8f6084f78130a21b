import type { Instant } from '../workflows/decider';
import { isRefusal } from '../workflows/decider';
import type { Accepted, CommandOutcome } from '../workflows/outcome';
import type { AnyDecider } from '../workflows/registry';
import type { CommitOptions } from './commit-options';
import type { Used } from './directory';
import type { Request } from './door';
import type { Standing } from './event-store';
import { fault } from './faults';
import { judge, type Judged } from './judge';
import { load, type Loaded } from './load';
import { seatsOf } from './named-seats';
import { contentHash, type NewOutcome } from './outcome';
import type { Connection } from './transaction';
import { hasPersonKey, newPersonKey } from './vault';

/** Accepted with events: it has to be appended, with its outcome. */
export interface ToAppend {
  readonly decider: AnyDecider;
  readonly loaded: Loaded;
  readonly judged: Judged;
  readonly used: Used;
  readonly outcome: NewOutcome;
  readonly answer: Accepted;
  readonly personKey: Buffer | null;
  /** The person's key where it is not in the vault yet. */
  readonly newPersonKey: Buffer | null;
}

/** What a command comes to, before anything is written. */
export type Considered =
  | ToAppend
  | { readonly outcome: NewOutcome; readonly newPersonKey: Buffer | null }
  | { readonly replay: CommandOutcome };

/** A try that came too late: what stood in the place of its events, and what it would have answered. */
export interface Overtaken {
  readonly standing: Standing;
  readonly accepted: Accepted;
}

const defaultClockLead = 5_000;

/**
 * Loads and decides, in the order of api.md, "once": known key, authority, `If-Match`, rules.
 *
 * @param before what the try before came to, where somebody was faster
 * @throws Fault `idempotency-key-reused`, `clock-ahead`
 */
export async function consider(
  connection: Connection,
  options: CommitOptions,
  decider: AnyDecider,
  { stream, input, given }: Request,
  before: Overtaken | null,
): Promise<Considered> {
  const { context: directory, maxClockLead = defaultClockLead } = options;
  const loaded = await load(connection, decider, {
    stream,
    caller: given.key,
    commandId: input.id,
    ifMatch: input.ifMatch,
  });
  const made = hasPersonKey(stream) && loaded.personKey === null && !loaded.erased ? newPersonKey() : null;
  const personKey = loaded.personKey ?? made;
  const comparable = !given.unverified && !(hasPersonKey(stream) && personKey === null);
  const hash = comparable ? contentHash(input.name, given.content, personKey) : '';

  if (loaded.outcome !== null) {
    if (comparable && loaded.outcome.contentHash !== hash) throw reused();
    return { replay: { ...loaded.outcome.answer, replayed: true } };
  }
  // The events are there, and their outcome is not: a repeat all the same, known by its fingerprint.
  if (before?.standing.found === 'same') {
    return { replay: { ...before.accepted, replayed: true, occurredAt: before.standing.occurredAt } };
  }
  if (before?.standing.found === 'conflict') throw reused();
  if (Date.parse(input.at) - Date.parse(loaded.now) > maxClockLead) {
    throw fault('clock-ahead', 'The clock of this server is ahead of the database: nothing was recorded.');
  }

  const at = later(input.at, loaded.lastOccurredAt);
  const keep = (answer: CommandOutcome): NewOutcome => ({
    caller: given.key,
    stream,
    commandId: input.id,
    command: input.name,
    contentHash: hash,
    answer,
    occurredAt: at,
  });
  await directory.refresh(connection, loaded.directory);
  const command = { ...input, at, caller: given.caller };
  const named = decider.pilotNamed?.(command) ?? null;
  const open = directory.open(named === null ? null : await seatsOf(connection, named));
  // Noted as used, so that a signing key that is revoked in this instant does not serve any more.
  if (given.caller.door === 'temporal' && given.caller.person !== null)
    open.context.person(given.caller.person);
  const judged = given.refusal ?? judge(decider, loaded, stream, command, open, personKey);
  if (isRefusal(judged)) {
    const { version } = loaded;
    const answer = { outcome: 'refused', replayed: false, stream, version, refusal: judged } as const;
    return { outcome: keep(answer), newPersonKey: made };
  }
  const answer: Accepted = {
    outcome: 'accepted',
    replayed: false,
    stream,
    version: judged.version,
    status: decider.status(judged.state),
    events: judged.events.map(({ type, version }) => ({ type, version })),
    occurredAt: at,
  };
  const outcome = keep(answer);
  if (judged.events.length === 0) return { outcome, newPersonKey: made };
  return { decider, loaded, judged, used: open.used(), outcome, answer, personKey, newPersonKey: made };
}

const later = (one: Instant, other: Instant | null): Instant => (other !== null && other > one ? other : one);

const reused = () =>
  fault(
    'idempotency-key-reused',
    'This key was used before with another content: take a new key for a new command.',
  );
