import { type Static, Type } from '@sinclair/typebox';

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
  }),
  seats: Type.Array(
    Type.Object({
      id: Type.String(),
      seat: Type.String(),
      organisation: Type.String(),
      country: Type.Union([Type.String(), Type.Null()]),
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
      outcome: Type.Union([Type.String(), Type.Null()]),
      resolved: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  waitingOn: Type.Array(
    Type.Object({
      organisation: Type.Union([Type.String(), Type.Null()]),
      seat: Type.String(),
      for: Type.String(),
      due: Type.Union([Type.String(), Type.Null()]),
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
