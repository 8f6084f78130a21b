import { type Static, type TSchema, Type } from '@sinclair/typebox';

const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

const Totals = Type.Array(Type.Object({ amount: Type.String(), currency: Type.String() }));

/** What the demonstration reads of a case (api.md, "The case"). What else stands there is not looked at. */
export const PilotSeen = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  title: Type.String(),
  programme: Type.Object({ id: Type.String() }),
  status: Type.String(),
  rounds: Type.Object({ used: Type.Integer() }),
  proposal: Type.Object({
    title: Type.String(),
    problem: Type.Optional(Type.String()),
    references: Type.Optional(Type.Array(Type.String())),
    beneficiaryCountries: Type.Optional(Type.Array(Type.String())),
    providerCountries: Type.Optional(Type.Array(Type.String())),
    roughBudget: Type.Optional(Type.Object({ amount: Type.String(), currency: Type.String() })),
  }),
  seats: Type.Array(
    Type.Object({
      id: Type.String(),
      seat: Type.String(),
      organisation: Type.String(),
      country: OrNull(Type.String()),
      persons: Type.Array(Type.String()),
      state: Type.String(),
    }),
  ),
  decisions: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      asked: Type.Array(Type.Object({ seat: Type.String() })),
      answered: Type.Array(Type.String()),
      outcome: OrNull(Type.String()),
      resolved: OrNull(Type.String()),
    }),
  ),
  obligations: Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), state: Type.String() })),
  consultation: OrNull(
    Type.Object({
      comments: Type.Array(
        Type.Object({ id: Type.String(), text: Type.String(), answer: OrNull(Type.Object({})) }),
      ),
    }),
  ),
  contributions: Type.Array(
    Type.Object({
      id: Type.String(),
      seat: Type.String(),
      organisation: Type.String(),
      modality: Type.String(),
      confirmed: OrNull(Type.String()),
      letterEntered: OrNull(Type.Object({ by: OrNull(Type.String()) })),
    }),
  ),
  funding: Type.Object({
    required: OrNull(Type.Object({})),
    confirmed: Type.Object({ cash: Totals, in_kind: Totals, parallel: Totals }),
    rates: Type.Array(Type.Object({ from: Type.String(), rate: Type.String() })),
    agreement: OrNull(
      Type.Object({
        versions: Type.Array(Type.Object({ document: Type.String() })),
        effective: OrNull(Type.String()),
      }),
    ),
    masterAgreements: Type.Array(Type.Object({ organisation: Type.String() })),
  }),
  waitingOn: Type.Array(
    Type.Object({
      organisation: OrNull(Type.String()),
      seat: Type.String(),
      for: Type.String(),
      due: OrNull(Type.String()),
      whatHappensIfNot: Type.String(),
    }),
  ),
  actions: Type.Array(
    Type.Object({
      command: Type.String(),
      missing: Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() })),
    }),
  ),
});
export type PilotSeen = Static<typeof PilotSeen>;
