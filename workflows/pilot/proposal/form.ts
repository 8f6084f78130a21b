import { type Static, type TObject, Type } from '@sinclair/typebox';

import { Amount, CountryCode, Currency, DayField, Id, Line, Shape, Text } from '../../fields';
import { modalities } from '../../money/modalities';

/** What a proposal may be linked to (lifecycle.md section 2). */
export const policyLinkKinds = [
  'unsdcf_outcome',
  'national_plan',
  'sdg_target',
  'bsp_area',
  'convention',
] as const;

const CountryList = Type.Array(CountryCode, { maxItems: 60, uniqueItems: true });
const TextList = Type.Array(Text, { maxItems: 100 });

/** The fields of the form of a proposal (lifecycle.md section 2). All but the title may be missing in a draft. */
export const proposalFields = {
  title: Line,
  problem: Text,
  demandEvidence: Type.Union([Shape({ need: Text }), Shape({ exception: Text })], {
    description: 'A reference to the need, or the exception with its justification.',
  }),
  beneficiaryCountries: CountryList,
  providerCountries: CountryList,
  countryParts: Type.Array(Shape({ country: CountryCode, part: Text }), {
    maxItems: 60,
    description: 'What each country gives or receives. A country without one stands for the whole proposal.',
  }),
  region: Line,
  focalArea: Line,
  objectives: TextList,
  expectedOutputs: TextList,
  plannedStart: DayField,
  plannedEnd: DayField,
  roughBudget: Shape({
    amount: Amount,
    currency: Currency,
    modality: Type.Optional(Type.Union(modalities.map((modality) => Type.Literal(modality)))),
  }),
  policyLinks: Type.Array(
    Shape({
      kind: Type.Union(policyLinkKinds.map((kind) => Type.Literal(kind))),
      reference: Text,
    }),
    { maxItems: 100 },
  ),
  /** The facilitating organisation of triangular cooperation. */
  facilitator: Id,
  references: Type.Array(Line, {
    maxItems: 20,
    description: 'Where the figures come from, for example the identifier in a file that was imported.',
  }),
};

/** Plain JSON that nobody changes. */
type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

const { title, ...laterFields } = proposalFields;
const Later = Type.Object(laterFields);

/** The form as it is registered: the title, and whatever else is known. */
export const proposalForm = { title, ...Type.Partial(Later).properties };

/** A proposal as it stands. */
export type Proposal = Frozen<Static<TObject<typeof proposalForm>>>;
export type ProposalField = keyof Proposal;

/** Changes to the form: what is left out stays, `null` empties a field. */
export const proposalChanges = {
  title: Type.Optional(title),
  ...Type.Mapped(Type.KeyOf(Later), (field) =>
    Type.Optional(Type.Union([Type.Index(Later, field), Type.Null()])),
  ).properties,
};
