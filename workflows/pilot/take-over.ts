import { type Static, Type } from '@sinclair/typebox';

import { localDay } from '../clocks/days';
import type { FieldError, Refusal } from '../decider';
import { CountryCode, DayField, Document, Id, Line, Reason, Shape, Text } from '../fields';
import { refuse } from '../refusals';
import { command, type Moment, momentOf } from './command';
import { conceptClockStarted } from './consultation/convened';
import { ConsultationCarried, consultationCarried } from './consultation/carried';
import { inOrder, type Part } from './course';
import { fact } from './events';
import { servedBefore } from './obligations/meet-obligation';
import { dueOn, owe } from './obligations/owe';
import { fundingTaken, fundingTakenOver } from './funding/taking-over';
import { opened } from './opening';
import { calendarOfSeat } from './programme';
import { submissionRefused } from './proposal/completeness';
import { countriesOf } from './proposal/country-part';
import { proposalChanges } from './proposal/form';
import { revised } from './proposal/revising';
import { countryFor, mayFill, notYoursToFill, unfit } from './seats/filling';
import { filledSeats, owingSeat } from './seats/held';
import { seated } from './seats/seating';
import { type Pilot, seatKinds, type Step } from './state';
import { moveTo } from './steps';

const intoSteps = [
  'proposal.screening',
  'proposal.revision',
  'proposal.endorsement',
  'proposal.concept_review',
  'consultation.convened',
  'consultation.open',
  'consultation.response',
  'consultation.clearance',
  'funding.mix',
  'funding.appraisal',
  'funding.signature',
  'funding.conditions',
] as const satisfies readonly Step[];

/** The steps that a pilot reaches only when every country that takes part has endorsed it. */
const afterEndorsement: readonly Step[] = intoSteps.slice(intoSteps.indexOf('proposal.concept_review'));

const TakeOverBody = Shape({
  step: Type.Union(intoSteps.map((step) => Type.Literal(step))),
  registeredOn: DayField,
  since: DayField,
  rounds: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 50, description: 'Entries to revision before the present step.' }),
  ),
  proposal: Type.Optional(Shape(proposalChanges)),
  seats: Type.Optional(
    Type.Array(
      Shape({
        kind: Type.Union(seatKinds.map((kind) => Type.Literal(kind))),
        organisation: Id,
        country: Type.Optional(CountryCode),
        persons: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
      }),
      { maxItems: 60 },
    ),
  ),
  endorsements: Type.Optional(
    Type.Array(
      Shape({
        country: CountryCode,
        heldOn: DayField,
        conditions: Type.Optional(Type.Array(Text, { maxItems: 50 })),
      }),
      { maxItems: 60 },
    ),
  ),
  obligations: Type.Optional(
    Type.Array(
      Shape({ label: Line, kind: Type.Union(seatKinds.map((kind) => Type.Literal(kind))), due: DayField }),
      {
        maxItems: 100,
        description: 'What is open beside the step, owed by the first seat of a kind.',
      },
    ),
  ),
  consultation: Type.Optional(ConsultationCarried),
  ...fundingTaken,
  documents: Type.Optional(Type.Array(Document, { maxItems: 100 })),
  reason: Reason,
});

type TakenOver = Static<typeof TakeOverBody>;

const today = (pilot: Pilot, { at, directory }: Moment): string =>
  localDay(at, calendarOfSeat(owingSeat(pilot, 'coordinator'), directory).timeZone);

/** Days in the order in which things happen: none of the past in the future, none of the future in the past. */
const datesContradict = (
  { registeredOn, since, endorsements = [], obligations = [] }: TakenOver,
  now: string,
): Refusal | null => {
  const past = (pointer: string, day: string, from: string): readonly FieldError[] =>
    day >= from && day <= now ? [] : [{ pointer, detail: `It has to lie between ${from} and ${now}.` }];
  const errors = [
    ...past('/registeredOn', registeredOn, '0000-01-01'),
    ...past('/since', since, registeredOn),
    ...endorsements.flatMap(({ heldOn }, index) =>
      past(`/endorsements/${index}/heldOn`, heldOn, registeredOn),
    ),
    ...obligations.flatMap(({ due }, index) =>
      due > now
        ? []
        : [
            {
              pointer: `/obligations/${index}/due`,
              detail: `It has to be later than ${now}: nothing before the take-over reminds or lapses.`,
            },
          ],
    ),
  ];
  return errors.length === 0
    ? null
    : refuse('dates-contradict', 'The dates of the pilot contradict each other.', { errors });
};

/** A pilot that has left endorsement has been endorsed by every country that takes part. */
const endorsedSoFar =
  ({ step, endorsements = [] }: TakenOver) =>
  ({ proposal }: Pilot): Part => {
    const countries = countriesOf(proposal);
    const strange = endorsements.filter(({ country }) => !countries.includes(country));
    const missing = countries.filter((code) => !endorsements.some(({ country }) => country === code));
    if (strange.length > 0)
      return refuse(
        'unknown-country',
        `${strange.map(({ country }) => country).join(', ')} has no part in this pilot.`,
      );
    return afterEndorsement.includes(step) && missing.length > 0
      ? refuse(
          'incomplete',
          `Give the endorsement of ${missing.join(', ')}, or take it over in endorsement.`,
          {
            errors: missing.map((country) => ({
              pointer: '/endorsements',
              detail: `${country} is missing.`,
            })),
          },
        )
      : [];
  };

const seatTaken =
  ({ persons, ...asked }: NonNullable<TakenOver['seats']>[number], moment: Moment) =>
  (pilot: Pilot): Part => {
    const seat = { kind: asked.kind, organisation: asked.organisation, country: asked.country ?? null };
    const wanted = { ...seat, country: countryFor(pilot, seat, moment) };
    if (!mayFill('coordinator', wanted.kind)) return notYoursToFill(wanted.kind);
    return unfit(pilot, wanted, null, moment) ?? seated({ ...wanted, persons, mayDecline: true }, moment);
  };

const carriedOver =
  ({ label, kind, due }: NonNullable<TakenOver['obligations']>[number], moment: Moment) =>
  (pilot: Pilot): Part => {
    const [owner] = filledSeats(pilot, kind);
    return owner === undefined
      ? refuse('unknown-seat', `“${label}” is owed by a seat of ${kind}, and none is filled.`)
      : owe(moment, {
          kind: 'carried',
          subject: 'take-over',
          label,
          owner,
          due: dueOn(owner, due, 'as it was taken over', moment),
          otherwise: 'The owner and the coordinator are reminded until it is done or waived.',
        });
  };

const complete =
  ({ step }: TakenOver, moment: Moment) =>
  (pilot: Pilot): Part =>
    (step === 'proposal.revision' ? null : submissionRefused(pilot, moment.directory, moment.at)) ?? [];

const recorded = (body: TakenOver): Part =>
  fact('pilot-taken-over', {
    step: body.step,
    since: body.since,
    registeredOn: body.registeredOn,
    rounds: body.rounds ?? 0,
    endorsements: (body.endorsements ?? []).map(({ country, heldOn, conditions = [] }) => ({
      country,
      heldOn,
      conditions: conditions.map((text) => ({ text, owner: null, due: null })),
    })),
    documents: body.documents ?? [],
    reason: body.reason,
  });

const event = 'the take-over';

/** Between the approval of the concept and that of the appraisal one clock runs. */
const beforeApproval: readonly Step[] = intoSteps.slice(
  intoSteps.indexOf('consultation.convened'),
  intoSteps.indexOf('funding.signature'),
);

export const takeOver = command({
  name: 'take-over',
  label: 'Take over a running pilot',
  describe:
    'Enters a pilot that is already running at one of its steps, with its dates, seats, open obligations and documents. The approving body confirms it. Clocks start at the take-over; nothing before it reminds or lapses.',
  by: ['coordinator'],
  in: ['proposal.draft'],
  body: TakeOverBody,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { body } = given;
    const { step, proposal, seats = [], obligations = [], documents = [] } = body;
    return (
      datesContradict(body, today(pilot, moment)) ??
      servedBefore(pilot, documents, undefined) ??
      inOrder(
        pilot,
        moment,
        proposal === undefined ? [] : revised(proposal, directory),
        seats.map((seat) => seatTaken(seat, moment)),
        complete(body, moment),
        endorsedSoFar(body),
        recorded(body),
        fundingTakenOver(step, body, moment),
        moveTo(step, body.reason),
        consultationCarried(body, moment),
        beforeApproval.includes(step) ? conceptClockStarted(moment, event) : [],
        obligations.map((owed) => carriedOver(owed, moment)),
        opened(step, event, moment),
      )
    );
  },
});
