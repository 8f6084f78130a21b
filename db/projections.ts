import type { Delegation } from '../workflows/directory/delegation-events';
import type { Organisation } from '../workflows/directory/organisation-events';
import type { Person } from '../workflows/directory/person-events';
import type { PublishedProgramme } from '../workflows/directory/programme-events';
import { openItems, portfolioRow, seatRows } from '../workflows/pilot/portfolio';
import { sourcesOfPilot } from '../workflows/pilot/clock/recompute';
import type { Pilot } from '../workflows/pilot/state';
import { entryOf, type SharedDate } from '../workflows/shared-date/shared-date';
import type { Projection, Projections } from './read-rows';

const pilot: Projection<Pilot | null> = {
  tables: ['pilot', 'seat', 'open_item', 'dependency'],
  rows(state, { stream, version }) {
    if (state === null) return null;
    const { programmeVersion, nextDue, countries, organisations, persons, ...row } = portfolioRow(state);
    return {
      pilot: [
        {
          ...row,
          stream,
          version,
          submitted: state.submitted,
          programme_version: programmeVersion,
          countries: [...countries],
          organisations: [...organisations],
          persons: [...persons],
          next_due: nextDue,
        },
      ],
      seat: seatRows(state).map((seat) => ({ ...seat, stream, persons: [...seat.persons] })),
      open_item: openItems(state).map((item) => ({ ...item, stream, persons: [...item.persons] })),
      dependency: sourcesOfPilot(state).map((source) => ({ stream, source })),
    };
  },
};

const organisation: Projection<Organisation | null> = {
  tables: ['organisation'],
  rows: (state, { stream }) =>
    state && {
      organisation: [{ stream, id: state.entry.id, version: state.entry.version, entry: state.entry }],
    },
};

const person: Projection<Person | null> = {
  tables: ['person', 'api_key'],
  rows: (state, { stream }) =>
    state && {
      person: [
        {
          stream,
          id: state.entry.id,
          version: state.entry.version,
          entry: state.entry,
          sealed: state.sealed,
        },
      ],
      api_key: state.apiKeys.map(({ id, ...key }) => ({
        ...key,
        stream,
        key_id: id,
        person: state.entry.id,
      })),
    },
};

const programme: Projection<PublishedProgramme | null> = {
  tables: ['programme'],
  rows: (state, { stream }) =>
    state && {
      programme: state.published.map(({ programme: entry, at }) => ({
        stream,
        id: state.id,
        published_version: entry.ruleBook.version,
        version: state.version,
        entry,
        published: at,
      })),
    },
};

const delegation: Projection<Delegation | null> = {
  tables: ['delegation'],
  rows(state, { stream }) {
    if (state === null) return null;
    const { entry } = state;
    const { id, version, giver, receiver, organisation, begins, ends, withdrawn } = entry;
    const { pilot = null, seat = null } = entry.seat ?? {};
    return {
      delegation: [
        {
          ...{ stream, id, version, giver, receiver, organisation },
          ...{ pilot, seat, begins, ends, withdrawn, entry },
        },
      ],
    };
  },
};

const sharedDate = (table: 'meeting' | 'master_agreement'): Projection<SharedDate | null> => ({
  tables: [table],
  rows: (state, { stream }) =>
    state && { [table]: [{ stream, id: state.id, version: state.version, entry: entryOf(state) }] },
});

/** The read rows of each process type, from the state alone. */
export const projections: Projections = {
  pilot,
  organisation,
  person,
  programme,
  delegation,
  meeting: sharedDate('meeting'),
  'master-agreement': sharedDate('master_agreement'),
};
