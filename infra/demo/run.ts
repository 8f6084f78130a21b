import { Type } from '@sinclair/typebox';
import { country } from '../../workflows/countries';
import type { Day } from '../../workflows/decider';
import { type Carried, carry, readPilot } from './carry';
import { bodyOf, type Client, createClient } from './client';
import { createRegistrar } from './directory';
import { type Actor, openNotebook } from './notebook';
import { once } from './once';
import type { FileOrganisation } from './organisations';
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
  /** The sample organisation that takes a seat of this kind. */
  readonly sampleFor: (kind: string) => string;
}

/** The organisations of a pilot that act in it: who proposes, and who funds what ran on paper until now. */
const actingFor = ({ proponent, funder, journey }: Plan): readonly FileOrganisation[] =>
  journey?.onPaper == null || funder === null ? [proponent] : [proponent, funder];

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

  const acting = new Set(pilots.flatMap((plan) => actingFor(plan).map(({ key }) => key)));
  const entered = progress('Organisations', organisations.length);
  for (const organisation of organisations) {
    const id = await registrar.organisation(organisation);
    ids.set(organisation.key, id);
    if (acting.has(organisation.key)) actors.add(await registrar.actor(id, `for ${organisation.name}`));
    entered();
  }
  const named = progress('Focal points', countries.length);
  for (const code of countries) {
    const id = await registrar.focalPoint(code);
    focalPoints.set(code, id);
    actors.add(await registrar.actor(id, `for the focal point, ${country(code)?.name ?? code}`));
    named();
  }
  return {
    coordinator: stack.actorFor('coordinator'),
    actors: [...actors],
    organisations: ids,
    focalPoints,
    sampleFor: (kind) => stack.actorFor(kind).organisation,
  };
};

/** What became of a plan: the pilot, or why there is none. */
interface Brought {
  readonly plan: Plan;
  readonly answer: Carried | { readonly problem: string };
}

/** So many pilots are carried at a time, as partners act at the same time. */
const lanes = 4;

/** Registers one pilot and carries it along its path; a draft that cannot be completed is only read. */
const bringIn = async (
  client: Client,
  { coordinator, actors, organisations, focalPoints, sampleFor }: Cast,
  { identifier, programme, proponent, funder, draft, journey }: Plan,
  today: Day,
): Promise<Brought['answer']> => {
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
    const funding = organisations.get(funder?.key ?? '') ?? sampleFor('funder');
    const partner = (kind: string): string => (kind === 'funder' ? funding : sampleFor(kind));
    return carry(client, id, coordinator, { ...journey, focalPoint, partner, today }, actorsOf);
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
  const carried = progress('Pilots', plans.pilots.length);
  const answers: Brought[] = [];
  const left = plans.pilots.entries();
  const lane = async (): Promise<void> => {
    for (const [place, plan] of left) {
      answers[place] = { plan, answer: await bringIn(client, cast, plan, plans.today) };
      carried();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const broughtIn = answers.flatMap(({ plan: { identifier, from }, answer }) =>
    'problem' in answer ? [] : { identifier, from, ...answer },
  );
  const refused = answers.flatMap(({ plan: { identifier }, answer }) =>
    'problem' in answer ? { identifier, problem: answer.problem } : [],
  );
  return { broughtIn, refused };
};
