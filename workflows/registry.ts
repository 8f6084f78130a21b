import type { TSchema } from '@sinclair/typebox';

import { bulk } from './bulk/bulk';
import type { Decider } from './decider';
import { delegation } from './directory/delegation';
import type { DirectoryContext } from './directory/entries';
import { organisation } from './directory/organisation';
import { person } from './directory/person';
import { programme } from './directory/programme';
import { masterAgreement } from './master-agreement/master-agreement';
import { meeting } from './meeting/meeting';
import { pilot } from './pilot/decider';

/** A decider of whatever process, for those who carry it without knowing its state. */
export type AnyDecider = Decider<unknown, DirectoryContext>;

/** What is told of a command of whatever process: the API, the authorisation and the documentation are made from it. */
export interface CommandDescription {
  readonly name: string;
  readonly label: string;
  readonly describe: string;
  readonly by: readonly string[];
  readonly body: TSchema;
  /** True: it begins a process. */
  readonly creates: boolean;
  /** The statuses in which it exists; none for one that begins a process. */
  readonly in?: readonly string[];
}

/** Every process type with its decider. */
export const deciders: Readonly<Record<string, AnyDecider>> = {
  [pilot.type]: pilot,
  [organisation.type]: organisation,
  [person.type]: person,
  [programme.type]: programme,
  [delegation.type]: delegation,
  [bulk.type]: bulk,
  [meeting.type]: meeting,
  [masterAgreement.type]: masterAgreement,
};

const commands: Readonly<Record<string, readonly CommandDescription[]>> = {
  [pilot.type]: pilot.commands,
  [organisation.type]: organisation.commands,
  [person.type]: person.commands,
  [programme.type]: programme.commands,
  [delegation.type]: delegation.commands,
  [bulk.type]: bulk.commands,
  [meeting.type]: meeting.commands,
  [masterAgreement.type]: masterAgreement.commands,
};

/** The commands of a process type; none for an unknown one. */
export const commandsOf = (type: string): readonly CommandDescription[] => commands[type] ?? [];
