import type { Organisation } from '../workflows/directory/organisation-events';
import type { Person } from '../workflows/directory/person-events';
import type { PublishedProgramme } from '../workflows/directory/programme-events';
import type { Projection, Projections } from './read-rows';

const organisation: Projection<Organisation | null> = {
  rows: (state, { stream }) =>
    state && {
      organisation: [{ stream, id: state.entry.id, version: state.entry.version, entry: state.entry }],
    },
};

const person: Projection<Person | null> = {
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

/** The read rows of each process type, from the state alone. */
export const projections: Projections = { organisation, person, programme };
