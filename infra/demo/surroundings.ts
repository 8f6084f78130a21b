import { Type } from '@sinclair/typebox';
import type { Client } from './client';
import type { Surroundings } from './report';
import type { StackFound } from './stack';

const Listed = Type.Object({ status: Type.String() });
const Named = Type.Object({ id: Type.String(), name: Type.String() });

/** Reads what the report tells beside the outcome: the whole portfolio, and what organisations are called. */
export const surroundingsOf = async (
  client: Client,
  { address, actorFor }: StackFound,
): Promise<Surroundings> => {
  const { key } = actorFor('coordinator');
  const pilots = await client.list('/v1/pilots', key, Listed);
  const organisations = await client.list('/v1/organisations', key, Named);
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  return { statuses: pilots.map(({ status }) => status), nameOf: (id) => names.get(id) ?? id, address };
};
