import { Type } from '@sinclair/typebox';

import { Amount, Currency, DayField, Line, Shape, Text } from '../../fields';
import { modalities } from '../../money/modalities';

export const MoneyField = Shape({ amount: Amount, currency: Currency });

export const ValuationField = Shape({ amount: Amount, currency: Currency, method: Line, valuer: Line });

/** What a contribution line says: how, how much, when (lifecycle.md section 5). */
export const lineFields = {
  modality: Type.Union(modalities.map((modality) => Type.Literal(modality))),
  money: Type.Optional(MoneyField),
  inKind: Type.Optional(
    Shape({ what: Line, quantity: Amount, unit: Line, valuation: Type.Optional(ValuationField) }),
  ),
  terms: Type.Optional(Text),
  expiresOn: Type.Optional(DayField),
};

/** The day on which something happened in the world, where it is reported late. */
export const HeldOn = Type.Optional(
  Type.String({ ...DayField, description: 'The day on which it happened, if that was not today.' }),
);

/** Why a document serves again, or why something is done out of its order. */
export const Why = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 10_000,
    pattern: '\\S',
    description:
      'The written reason, where one is needed: a payment before the commitment, a document that serves again.',
  }),
);
