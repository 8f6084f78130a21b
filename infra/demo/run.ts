import { Type } from '@sinclair/typebox';
import { country } from '../../workflows/countries';
import { type Carried, carry, readPilot } from './carry';
import { bodyOf, type Client, createClient } from './client';
import { createRegistrar } from './directory';
import { type Actor, openNotebook } from './notebook';
import { once } from './once';
import type { Plan, Plans } from './plans';
import type { Progress } from './progress';
import type { StackFound } from './stack';

/** One pilot that was brought in, as it stands at the end of the run. */
export interface BroughtIn extends Carried {
  readonly identifier: string;
  readonly from: Plan['from'];
}

export interface Outcome {
  readonly broughtIn: readonly BroughtIn[];
  /** What the API did not take, and why. */
  readonly refused: readonly { readonly identifier: string; readonly problem: string }[];
}

/** Those who act in the demonstration, and for whom. */
interface Cast {
  /** Registers the pilots, and coordinates them. */
  readonly coordinator: Actor;
  readonly actors: readonly Actor[];
  /** Organisation ids by key, and by country. */
  readonly organisations: ReadonlyMap<string, string>;
  readonly focalPoints: ReadonlyMap<string, string>;
}

const Created = Type.Object({ id: Type.String() });

/** Every organisation of the plans, a focal point for each country, and somebody with a key who acts for each. */
const assemble = async (
  client: Client,
  stack: StackFound,
  { organisations, countries, pilots }: Plans,
  progress: Progress,
): Promise<Cast> => {
  const notebook = openNotebook(stack.dataDir);
  const registrar = await createRegistrar(client, stack.actorFor('administrator'), stack.actors, notebook);
  const actors = new Set(stack.actors);
  const ids = new Map<string, string>();
  const focalPoints = new Map<string, string>();

  const proposing = new Set(pilots.map(({ proponent }) => proponent.key));
  const entered = progress('Organisations', organisations.length);
  for (const organisation of organisations) {
    const id = await registrar.organisation(organisation);
    ids.set(organisation.key, id);
    if (proposing.has(organisation.key)) actors.add(await registrar.actor(id, `for ${organisation.name}`));
    entered();
  }
  const named = progress('Focal points', countries.length);
  for (const code of countries) {
    const id = await registrar.focalPoint(code);
    focalPoints.set(code, id);
    actors.add(await registrar.actor(id, `for the focal point, ${country(code)?.name ?? code}`));
    named();
  }
  return { coordinator: stack.actorFor('coordinator'), actors: [...actors], organisations: ids, focalPoints };
};

/** Registers one pilot and carries it along its path; a draft that cannot be completed is only read. */
const bringIn = async (
  client: Client,
  { coordinator, actors, organisations, focalPoints }: Cast,
  { identifier, programme, proponent, draft, journey }: Plan,
): Promise<Carried | { readonly problem: string }> => {
  const answer = await client.post('/v1/pilots', {
    apiKey: coordinator.key,
    once: once('pilot', identifier),
    body: { programme, proponent: organisations.get(proponent.key), ...draft },
  });
  if (!answer.ok) {
    const changed =
      'it was brought in before, and the file said something else of it then; what is recorded stays';
    return { problem: answer.code === 'idempotency-key-reused' ? changed : answer.problem };
  }
  const { id } = bodyOf(Created, answer);
  const actorsOf = (organisation: string) => actors.filter((actor) => actor.organisation === organisation);
  if (journey !== null) {
    const focalPoint = (code: string): string => focalPoints.get(code) ?? '';
    return carry(client, id, coordinator, { ...journey, focalPoint }, actorsOf);
  }
  // Only its proponent may submit a draft, so only to the proponent the case says what is missing.
  const [reader = coordinator] = actorsOf(organisations.get(proponent.key) ?? '');
  return { pilot: await readPilot(client, id, reader), stuck: null };
};

/**
 * Brings what is planned into a running stack, and carries the pilots that are complete along their paths. Run
 * again, also after an interruption, it does only what is left.
 */
export const runDemonstration = async (
  stack: StackFound,
  plans: Plans,
  progress: Progress,
): Promise<Outcome> => {
  const client = createClient(stack.address);
  const cast = await assemble(client, stack, plans, progress);
  const broughtIn: BroughtIn[] = [];
  const refused: Outcome['refused'][number][] = [];
  const carried = progress('Pilots', plans.pilots.length);
  for (const plan of plans.pilots) {
    const { identifier, from } = plan;
    const answer = await bringIn(client, cast, plan);
    if ('problem' in answer) refused.push({ identifier, problem: answer.problem });
    else broughtIn.push({ identifier, from, ...answer });
    carried();
  }
  return { broughtIn, refused };
};
