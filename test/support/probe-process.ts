import { type Static, type TObject, type TProperties, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import {
  type Agenda,
  type Decider,
  type Effect,
  type Instant,
  isRefusal,
  type NewEvent,
  type Refusal,
} from '../../workflows/decider';
import type { DirectoryContext } from '../../workflows/directory/entries';

/**
 * A small process with one of everything that commit, relay and host have to carry: a deadline with a reminder,
 * effects, stages, an end with a window for reopening, and a clock that can be jammed.
 */
export interface Probe {
  readonly stage: string | null;
  readonly deadline: Instant | null;
  readonly remindAt: Instant | null;
  readonly effects: readonly Effect[];
  readonly effectsAsked: number;
  readonly notes: readonly string[];
  readonly reopenableUntil: Instant | null;
  readonly settled: boolean;
  readonly jammed: boolean;
}

const unborn: Probe = {
  stage: null,
  deadline: null,
  remindAt: null,
  effects: [],
  effectsAsked: 0,
  notes: [],
  reopenableUntil: null,
  settled: true,
  jammed: false,
};

/** Every event of a probe says which fields of the state it changes, and to what. */
const fact = (type: string, data: Partial<Probe>): NewEvent => ({ type, schemaVersion: 1, data });

type Rule = (probe: Probe, body: unknown, at: Instant) => readonly NewEvent[] | Refusal;

const refuse = (code: string, detail: string): Refusal => ({ refused: true, code, detail });

const rule =
  <Fields extends TProperties>(
    fields: Fields,
    decide: (probe: Probe, body: Static<TObject<Fields>>, at: Instant) => readonly NewEvent[] | Refusal,
  ): Rule =>
  (probe, body, at) =>
    Value.Check(Type.Object(fields, { additionalProperties: false }), body)
      ? decide(probe, body, at)
      : refuse('invalid-body', 'The body does not fit the command.');

const text = Type.String();
const instant = Type.Union([Type.String(), Type.Null()]);
const clocks = { deadline: instant, remindAt: instant };

const withoutEffect = (probe: Probe, effect: string, type: string) =>
  probe.effects.some(({ id }) => id === effect)
    ? [fact(type, { effects: probe.effects.filter(({ id }) => id !== effect) })]
    : refuse('not-now', `The effect ${effect} is not open.`);

const ended = { stage: null, deadline: null, remindAt: null, effects: [] };
const due = (since: Instant | null, at: Instant) => since !== null && since <= at;

const rules: Readonly<Record<string, Rule>> = {
  begin: rule(clocks, (_probe, body) => [
    fact('probe-begun', { ...unborn, ...body, stage: 'first', settled: false }),
  ]),
  note: rule({ text }, ({ notes }, body) => [fact('note-taken', { notes: [...notes, body.text] })]),
  'move-deadline': rule(clocks, (_probe, body) => [fact('deadline-moved', body)]),
  'enter-stage': rule({ stage: text }, (_probe, body) => [fact('stage-entered', body)]),
  'ask-effect': rule({ kind: text }, ({ effects, effectsAsked }, { kind }) => [
    fact('effect-asked', {
      effects: [...effects, { id: `effect-${effectsAsked + 1}`, kind, body: {} }],
      effectsAsked: effectsAsked + 1,
    }),
  ]),
  'withdraw-effects': rule({}, () => [fact('effects-withdrawn', { effects: [] })]),
  end: rule({ reopenableUntil: instant }, (_probe, { reopenableUntil }) => [
    fact('probe-ended', { ...ended, reopenableUntil, settled: reopenableUntil === null }),
  ]),
  reopen: rule({ deadline: instant }, ({ stage }, { deadline }) =>
    stage === null
      ? [fact('probe-reopened', { stage: 'first', deadline, reopenableUntil: null, settled: false })]
      : refuse('not-now', 'Only what has ended can be reopened.'),
  ),
  jam: rule({}, () => [fact('clock-jammed', { jammed: true })]),
  unjam: rule({}, () => [fact('clock-unjammed', { jammed: false })]),
  tick: rule({}, (probe, _body, at) => {
    if (probe.jammed) return [];
    if (due(probe.deadline, at)) return [fact('probe-lapsed', { ...ended, settled: true })];
    if (due(probe.remindAt, at)) return [fact('reminder-recorded', { remindAt: null })];
    if (due(probe.reopenableUntil, at))
      return [fact('probe-settled', { reopenableUntil: null, settled: true })];
    return [];
  }),
  'complete-effect': rule({ effect: text }, (probe, { effect }) =>
    withoutEffect(probe, effect, 'effect-completed'),
  ),
  'give-up-effect': rule({ effect: text, reason: text }, (probe, { effect }) =>
    withoutEffect(probe, effect, 'effect-given-up'),
  ),
};

const ofTheClock = ['tick', 'complete-effect', 'give-up-effect'];

function agenda(probe: Probe): Agenda {
  const { stage, remindAt, deadline, reopenableUntil, effects, settled } = probe;
  const [next] = [
    { at: remindAt, wakeFor: 'reminder −7 days: deadline, KE' },
    { at: deadline, wakeFor: 'lapse' },
    { at: reopenableUntil, wakeFor: 'end of the reopening window' },
  ]
    .flatMap(({ at, wakeFor }) => (at === null ? [] : [{ at, wakeFor }]))
    .sort((one, other) => one.at.localeCompare(other.at));
  return {
    schema: 1,
    wakeAt: next?.at ?? null,
    wakeFor: next?.wakeFor ?? null,
    effects,
    settled,
    details: {
      stage,
      step: stage === null ? null : 'waiting',
      region: 'Africa',
      programme: 'probes',
      nextDue: deadline,
      overdue: stage === 'overdue',
    },
  };
}

/** Streams `probe/<id>`; anybody may give its commands, except that the clock's are the clock's alone. */
export const probe: Decider<Probe, DirectoryContext> = {
  type: 'probe',
  foldVersion: 1,
  initial: unborn,
  creations: ['begin'],
  noticeTypes: ['reminder-recorded'],
  authorise: (_state, { name, caller }) =>
    ofTheClock.includes(name) === (caller.door === 'clock')
      ? null
      : refuse('not-your-seat', `The door ${caller.door} may not give ${name}.`),
  decide: (state, { name, body, at, caller }) => {
    const decided = rules[name]?.(state, body, at) ?? refuse('unknown-command', `A probe knows no ${name}.`);
    return isRefusal(decided)
      ? decided
      : {
          events: decided,
          author: { person: caller.person, organisation: caller.organisation, seat: null, onBehalfOf: null },
        };
  },
  evolve: (state, event) => ({ ...state, ...(event.data as Partial<Probe>) }),
  agenda,
  status: ({ stage }) => stage,
  outbox: (_state, { type }) => (type === 'reminder-recorded' ? [{ kind: 'reminder', body: {} }] : []),
};
