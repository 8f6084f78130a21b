import { sql } from 'kysely';
import type {
  DelegationEntry,
  DirectoryContext,
  OrganisationEntry,
  PersonEntry,
  SeatEntry,
  SharedDateEntry,
} from '../workflows/directory/entries';
import { byBeginning, inForce } from '../workflows/directory/in-force';
import type { Instant } from '../workflows/decider';
import type { Programme } from '../workflows/programmes/rule-book';
import type { Connection } from './transaction';

/**
 * The process types of which decisions may know; `log.append_events` names the first four as well. A meeting is only
 * looked up by its id, and a further delegation only ever gives a right: no answer rests on all of them.
 */
const types = sql`('organisation', 'person', 'programme', 'master-agreement', 'meeting', 'delegation')`;

/** The version of the directory as a part of a statement; null while it is empty. */
export const directoryVersion = sql<
  number | null
>`(select max(position) from log.stream where type in ${types})`;

/**
 * The directory as one process holds it: read once, then only what moved. Its version is the log's position of
 * the last event of any organisation, person, programme, meeting, master agreement or delegation.
 */
export interface Directory {
  /** Brings what is held up to this version or a later one. */
  refresh(connection: Connection, version: number | null): Promise<void>;
  /** The directory for one decision, which notes what the decision uses; with the seats of the pilot that it names. */
  open(seats?: NamedSeats | null): OpenDirectory;
  /** The active person to whom this signing key is registered. */
  holderOf(signingKey: string): { readonly person: string; readonly publicKey: string } | undefined;
}

/** A `DirectoryContext`, and what was used of it: `append_events` refuses when any of that has moved since. */
export interface OpenDirectory {
  readonly context: DirectoryContext;
  readonly used: () => Used;
}
export interface Used {
  /** Stream → version. 0: the entry was not there. */
  readonly entries: Readonly<Record<string, number>>;
  /** The directory's version where the answer rests on all of it (a search that found nothing); else null. */
  readonly whole: number | null;
}

/** The filled seats of one pilot, at a version of its stream; 0: there is no such pilot. */
export interface NamedSeats {
  readonly pilot: string;
  readonly version: number;
  readonly seats: ReadonlyMap<string, SeatEntry>;
}

interface ProgrammeHeld {
  readonly version: number;
  readonly published: ReadonlyMap<number, Programme>;
  readonly latest: Programme;
}

interface Held {
  version: number;
  readonly organisations: Map<string, OrganisationEntry>;
  readonly persons: Map<string, PersonEntry>;
  readonly programmes: Map<string, ProgrammeHeld>;
  readonly meetings: Map<string, SharedDateEntry>;
  readonly masterAgreements: Map<string, SharedDateEntry>;
  readonly delegationsTo: DelegationsHeld;
  readonly delegationsBy: DelegationsHeld;
}

/** By person, in the order in which they begin. */
type DelegationsHeld = Map<string, readonly DelegationEntry[]>;

/** An empty directory that fills itself at the first refresh. */
export function createDirectory(): Directory {
  const held: Held = {
    version: -1,
    organisations: new Map(),
    persons: new Map(),
    programmes: new Map(),
    meetings: new Map(),
    masterAgreements: new Map(),
    delegationsTo: new Map(),
    delegationsBy: new Map(),
  };
  return {
    async refresh(connection, version) {
      if (held.version >= (version ?? 0)) return;
      take(held, await changesSince(connection, held.version));
    },
    open: (seats = null) => open(held, seats),
    holderOf(signingKey) {
      for (const person of held.persons.values()) {
        const key = person.active ? person.signingKeys.find(({ id }) => id === signingKey) : undefined;
        if (key !== undefined) return { person: person.id, publicKey: key.publicKey };
      }
      return undefined;
    },
  };
}

function open(held: Held, seats: NamedSeats | null): OpenDirectory {
  const entries: Record<string, number> = {};
  let whole: number | null = null;
  const note = <Entry extends { readonly version: number }>(
    type: string,
    id: string,
    entry: Entry | undefined,
  ): Entry | undefined => {
    entries[`${type}/${id}`] = entry?.version ?? 0;
    return entry;
  };
  const noteWhole = () => {
    whole = held.version;
  };
  const present = (delegations: readonly DelegationEntry[] = [], at: Instant) =>
    delegations.filter((entry) => inForce(note('delegation', entry.id, entry) ?? entry, at));
  return {
    context: {
      organisation: (id) => note('organisation', id, held.organisations.get(id)),
      person: (id) => note('person', id, held.persons.get(id)),
      personsOf(organisation) {
        noteWhole();
        return [...held.persons.values()]
          .filter((entry) => entry.active && entry.organisations.includes(organisation))
          .sort((one, other) => (one.id < other.id ? -1 : 1));
      },
      programme(id, version) {
        const found = held.programmes.get(id)?.published.get(version);
        if (found === undefined) note('programme', id, held.programmes.get(id));
        return found;
      },
      latestProgramme: (id) => note('programme', id, held.programmes.get(id))?.latest,
      focalPoint(country) {
        const found = find(held.organisations, (entry) => entry.active && entry.focalPointFor === country);
        if (found === undefined) noteWhole();
        return found && note('organisation', found.id, found);
      },
      meeting: (id) => note('meeting', id, held.meetings.get(id)),
      masterAgreement: (id) => note('master-agreement', id, held.masterAgreements.get(id)),
      masterAgreementOf(contributor) {
        noteWhole();
        return (
          find(held.masterAgreements, (entry) => entry.contributor === contributor && entry.day !== null) ??
          find(held.masterAgreements, (entry) => entry.contributor === contributor)
        );
      },
      delegationsTo: (person, at) => present(held.delegationsTo.get(person), at),
      delegationsBy: (person, at) => present(held.delegationsBy.get(person), at),
      seat(pilot, seat) {
        if (seats?.pilot !== pilot) return undefined;
        note('pilot', pilot, seats);
        return seats.seats.get(seat);
      },
      coordinates(organisation) {
        const found = find(held.programmes, ({ latest }) =>
          latest.institutions.coordinators.includes(organisation),
        );
        if (found === undefined) noteWhole();
        else note('programme', found.latest.ruleBook.id, found);
        return found !== undefined;
      },
      get withoutAdministrator() {
        noteWhole();
        return (
          find(held.persons, (entry) => entry.active && entry.rights.includes('administrator')) === undefined
        );
      },
    },
    used: () => ({ entries, whole }),
  };
}

function find<Entry>(
  entries: ReadonlyMap<string, Entry>,
  wanted: (entry: Entry) => boolean,
): Entry | undefined {
  for (const entry of entries.values()) if (wanted(entry)) return entry;
  return undefined;
}

interface Changes {
  readonly version: number;
  readonly meetings: readonly SharedDateEntry[];
  readonly master_agreements: readonly SharedDateEntry[];
  readonly delegations: readonly DelegationEntry[];
  readonly organisations: readonly OrganisationEntry[];
  readonly persons: readonly PersonEntry[];
  readonly programmes: readonly { readonly version: number; readonly published: readonly Programme[] }[];
}

/** What moved after a version: one statement, so that all of it is of one moment. */
async function changesSince(connection: Connection, version: number): Promise<Changes> {
  const [changes] = await connection.run(sql<Changes>`
    with moved as (
      select stream from log.stream
      where type in ${types} and position > ${version}
    )
    select coalesce(${directoryVersion}, 0) as version,
      (select coalesce(json_agg(entry), '[]') from read.organisation join moved using (stream)) as organisations,
      (select coalesce(json_agg(entry), '[]') from read.person join moved using (stream)) as persons,
      (select coalesce(json_agg(entry), '[]') from read.meeting join moved using (stream)) as meetings,
      (select coalesce(json_agg(entry), '[]') from read.master_agreement join moved using (stream))
        as master_agreements,
      (select coalesce(json_agg(entry), '[]') from read.delegation join moved using (stream)) as delegations,
      (select coalesce(json_agg(json_build_object('version', version, 'published', published)), '[]') from (
        select max(version) as version, json_agg(entry order by published_version) as published
        from read.programme join moved using (stream) group by id
      ) each_programme) as programmes`);
  if (changes === undefined) throw new Error('The directory gave no answer.');
  return changes;
}

/** An answer that was overtaken by a newer one is dropped. */
function take(held: Held, changes: Changes): void {
  if (changes.version < held.version) return;
  held.version = changes.version;
  for (const entry of changes.organisations) held.organisations.set(entry.id, entry);
  for (const entry of changes.persons) held.persons.set(entry.id, entry);
  for (const entry of changes.meetings) held.meetings.set(entry.id, entry);
  for (const entry of changes.master_agreements) held.masterAgreements.set(entry.id, entry);
  for (const entry of changes.delegations) {
    keep(held.delegationsTo, entry.receiver, entry);
    keep(held.delegationsBy, entry.giver, entry);
  }
  for (const { version, published } of changes.programmes) {
    const latest = published.at(-1);
    if (latest === undefined) continue;
    held.programmes.set(latest.ruleBook.id, {
      version,
      published: new Map(published.map((programme) => [programme.ruleBook.version, programme])),
      latest,
    });
  }
}

function keep(delegations: DelegationsHeld, person: string, entry: DelegationEntry): void {
  const others = (delegations.get(person) ?? []).filter(({ id }) => id !== entry.id);
  delegations.set(person, [...others, entry].sort(byBeginning));
}
