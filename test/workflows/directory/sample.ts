import {
  type Caller,
  type CommandInput,
  type Decider,
  fold,
  isRefusal,
  operatorCaller,
} from '../../../workflows/decider';
import type { DirectoryContext, OrganisationEntry, PersonEntry } from '../../../workflows/directory/entries';
import type { Programme } from '../../../workflows/programmes/rule-book';
import { sscPilotRules } from '../../../workflows/programmes/shipped';
import { directoryOf } from '../../support/directory';

export const anOrganisation = (id: string, more: Partial<OrganisationEntry> = {}): OrganisationEntry => ({
  id,
  version: 1,
  name: `Body ${id}`,
  kind: 'government',
  country: 'KE',
  timeZone: 'Africa/Nairobi',
  weekend: [6, 7],
  holidays: [],
  language: 'en',
  focalPointFor: null,
  active: true,
  ...more,
});

export const aPerson = (id: string, more: Partial<PersonEntry> = {}): PersonEntry => ({
  id,
  version: 1,
  organisations: [],
  rights: [],
  active: true,
  signingKeys: [],
  ...more,
});

export const institutions: Programme['institutions'] = {
  coordinators: ['unit'],
  approvingBody: ['board'],
  finance: 'treasury',
  administrators: ['ada'],
};

/** Ada keeps the directory, Carl coordinates, Pia works for a ministry, Max has left. */
export const directory = directoryOf({
  organisations: [
    anOrganisation('unit', { kind: 'un_agency', country: null }),
    anOrganisation('board', { kind: 'un_agency', country: null }),
    anOrganisation('treasury', { kind: 'un_agency', country: null }),
    anOrganisation('ministry', { focalPointFor: 'KE' }),
    anOrganisation('closed', { active: false }),
  ],
  persons: [
    aPerson('ada', { rights: ['administrator'] }),
    aPerson('carl', { organisations: ['unit'] }),
    aPerson('pia', { organisations: ['ministry', 'unit-of-pia'] }),
    aPerson('max', { rights: ['administrator'], active: false }),
  ],
  programmes: [{ ruleBook: sscPilotRules, institutions }],
});
export const emptyDirectory = directoryOf({});

const caller = (person: string, organisation: string | null = null): Caller => ({
  door: 'http',
  person,
  organisation,
});
export const ada = caller('ada');
export const carl = caller('carl');
export const pia = caller('pia');
export const max = caller('max');
export const nobody = caller('nobody');
export const operator = operatorCaller;
export const withKeyOf = caller;

/** A command as a test gives it. */
export const given = (
  by: Caller,
  name: string,
  body: unknown,
  at = '2027-03-01T09:00:00.000Z',
): CommandInput => ({ id: `${name}-${at}`, name, body, at, caller: by });

/**
 * What a stream has become after these commands, and the events or the refusal of the last. The log seals
 * `personal` on the way in; here the name stands for the sealed text.
 */
export const after = <State>(
  decider: Decider<State | null, DirectoryContext>,
  commands: readonly CommandInput[],
  {
    context = directory,
    stream = `${decider.type}/it`,
  }: { context?: DirectoryContext; stream?: string } = {},
) => {
  let state: State | null = decider.initial;
  let version = 0;
  let last: unknown;
  for (const command of commands) {
    const decision = decider.authorise(state, command, context) ?? decider.decide(state, command, context);
    if (isRefusal(decision)) {
      last = { ...decision, detail: undefined, insteadYouMay: undefined };
      continue;
    }
    last = decision.events.map(({ type, data }) => ({ type, data, by: decision.author }));
    state = fold(
      decider,
      state,
      decision.events.map((event) => ({
        ...event,
        ...decision.author,
        data: sealed(event.data),
        stream,
        version: (version += 1),
        occurredAt: command.at,
        commandId: command.id,
      })),
    );
  }
  return { state, last, version };
};

const sealed = (data: unknown): unknown => {
  if (typeof data !== 'object' || data === null || !('personal' in data)) return data;
  const { personal, ...rest } = data;
  return { ...rest, sealed: `sealed ${JSON.stringify(personal)}` };
};
