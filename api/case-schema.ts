import { type TSchema, Type } from '@sinclair/typebox';
import { decisionKinds, positions } from '../workflows/decisions/decision';
import { consultationForms } from '../workflows/pilot/consultation/consultation';
import { Document } from '../workflows/fields';
import { modalities, moneyClasses } from '../workflows/money/modalities';
import { proposalForm } from '../workflows/pilot/proposal/form';
import { seatKinds } from '../workflows/pilot/state';
import { Answer, InstantText, Nullable, Version } from './schemas';

const kinds = (values: readonly string[]) => Type.Union(values.map((value) => Type.Literal(value)));
const Text = Type.String();
const texts = Type.Array(Text);
const list = (item: TSchema, description: string) => Type.Array(item, { description });

const DelegatedBy = Nullable(
  Type.String({
    description:
      'Who holds the seat in her own right and had delegated it to who acted; null where nobody had.',
  }),
);

const Seat = Answer(
  {
    id: Text,
    seat: kinds(seatKinds),
    organisation: Text,
    country: Nullable(Text),
    persons: texts,
    delegates: Type.Optional(
      list(
        Type.Object({ delegation: Text, person: Text, delegatedBy: Text, until: Text }),
        'Who may act for it by delegation now, by whose, and the last day; only of the present case.',
      ),
    ),
    state: Text,
  },
  'A seat and who may act for it.',
);

const Position = Answer(
  {
    seat: Text,
    organisation: Text,
    position: kinds(positions),
    text: Nullable(Text),
    conditions: Type.Array(Type.Object({ text: Text, owner: Nullable(Text), due: Nullable(Text) })),
    at: InstantText,
    person: Nullable(Text),
    delegatedBy: DelegatedBy,
    carriedFrom: Nullable(Text),
    onPaper: Nullable(
      Type.Object(
        { record: Text, disputableUntil: Nullable(InstantText) },
        { description: 'The record from which it was entered on behalf of the organisation.' },
      ),
    ),
    void: Type.Boolean(),
  },
  'One version of the answer of a seat.',
);

const PositionRecord = Answer(
  {
    id: Text,
    seat: Text,
    organisation: Text,
    position: kinds(positions),
    text: Nullable(Text),
    conditions: Type.Array(Type.Object({ text: Text, owner: Nullable(Text), due: Nullable(Text) })),
    document: Document,
    recorded: InstantText,
    recordedBy: Nullable(Text),
    delegatedBy: DelegatedBy,
    confirmed: Nullable(InstantText),
    confirmedBy: Nullable(Text),
    disputableUntil: Nullable(InstantText),
    struck: Nullable(InstantText),
  },
  'A position that came on paper: it counts from its confirmation.',
);

const Decision = Answer(
  {
    id: Text,
    kind: kinds(decisionKinds),
    subject: Text,
    rule: Type.Object({ rule: Text }, { additionalProperties: true }),
    opens: InstantText,
    closes: InstantText,
    asked: Type.Array(Type.Object({ seat: Text, organisation: Text, veto: Type.Boolean() })),
    positions: list(Position, 'Those that you may see: until it resolves your own, afterwards all.'),
    records: list(PositionRecord, 'What came on paper, as far as you may see it.'),
    answered: list(Text, 'The seats that have answered.'),
    outcome: Nullable(kinds(['approved', 'returned', 'refused', 'undecided'])),
    resolved: Nullable(InstantText),
    reason: Nullable(Text),
  },
  'A question put to seats.',
  { title: 'Decision' },
);

const Obligation = Answer(
  {
    id: Text,
    kind: Text,
    label: Text,
    owner: Type.String({ description: 'Seat id.' }),
    opened: InstantText,
    due: Nullable(InstantText),
    explanation: Type.String({ description: 'How the due date came about.' }),
    remindedAt: Type.Array(InstantText),
    state: kinds(['open', 'met', 'void', 'waived', 'lapsed']),
    closed: Nullable(InstantText),
  },
  'What a seat owes.',
  { title: 'Obligation' },
);

const Comment = Answer(
  {
    id: Text,
    seat: Text,
    organisation: Text,
    text: Text,
    at: InstantText,
    person: Nullable(Text),
    delegatedBy: DelegatedBy,
    answer: Nullable(
      Type.Object({ text: Text, at: InstantText, person: Nullable(Text), delegatedBy: DelegatedBy }),
    ),
  },
  'What an invited seat said, and what the proponent answered.',
);

const Consultation = Answer(
  {
    form: kinds(consultationForms),
    meeting: Nullable(Type.String({ description: 'The meeting that it shares with other pilots.' })),
    day: Nullable(Text),
    lastDay: Nullable(Text),
    opened: Nullable(InstantText),
    closes: Nullable(InstantText),
    invited: list(Text, 'Seat ids.'),
    quorum: Type.Object({
      percent: Type.Integer({ description: 'How many of those invited have to take part, in percent.' }),
      hostGovernments: Type.Integer(),
      attendance: Type.Object(
        { invited: Type.Integer(), tookPart: Type.Integer(), hostGovernments: Type.Integer() },
        { description: 'The seats of one organisation count once.' },
      ),
    }),
    inquorate: Type.Boolean({ description: 'True while the coordinator has to choose what to do.' }),
    closed: Nullable(Type.Object({ at: InstantText, quorate: Type.Boolean(), reason: Nullable(Text) })),
    comments: Type.Array(Comment),
    positions: list(
      Type.Object({
        seat: Text,
        organisation: Text,
        position: kinds(positions),
        at: InstantText,
        person: Nullable(Text),
        delegatedBy: DelegatedBy,
        void: Type.Boolean(),
      }),
      'Those that you may see: until it closes your own, afterwards all.',
    ),
  },
  'The technical consultation.',
  { title: 'Consultation' },
);

const Money = Type.Object({ amount: Text, currency: Text });
const Valuation = Type.Object({ amount: Text, currency: Text, method: Text, valuer: Text });
const Classes = Type.Object({ cash: Text, in_kind: Text, parallel: Text });
const Totals = Type.Object({
  cash: Type.Array(Money),
  in_kind: Type.Array(Money),
  parallel: Type.Array(Money),
});

const Contribution = Answer(
  {
    id: Text,
    seat: Text,
    organisation: Text,
    modality: kinds(modalities),
    class: kinds(moneyClasses),
    holder: Type.String({ description: 'Who holds the money.' }),
    agreement: Type.String({ description: 'By what it is agreed.' }),
    state: kinds([
      'pledged',
      'committed',
      'offered',
      'confirmed',
      'delivered',
      'valued',
      'withdrawn',
      'refused',
      'expired',
    ]),
    money: Nullable(Money),
    inKind: Nullable(
      Type.Object({
        what: Text,
        quantity: Text,
        unit: Text,
        valuation: Nullable(Valuation),
        delivered: Text,
        outstanding: Text,
        valued: Nullable(Valuation),
      }),
    ),
    terms: Nullable(Text),
    expires: Nullable(InstantText),
    letter: Nullable(Type.String({ description: 'SHA-256 of the letter of the contributor.' })),
    letterEntered: Nullable(
      Type.Object(
        { letter: Document, heldOn: Nullable(Text), reason: Nullable(Text), by: Nullable(Text) },
        { description: 'A letter on paper that waits for the confirmation of another person.' },
      ),
    ),
    confirmed: Nullable(InstantText),
    committed: Nullable(InstantText),
    left: Nullable(Type.Object({ how: Text, at: InstantText, reason: Text })),
    amounts: Nullable(
      Type.Record(Type.String(), Text, {
        description:
          'Where the money stands. received = held + disbursed + refundedFromHeld; disbursed = accounted + refundedFromDisbursed + outstanding.',
      }),
    ),
    bankReferences: Nullable(texts),
  },
  'A line of the funding mix.',
  { title: 'Contribution' },
);

const Funding = Answer(
  {
    required: Nullable(Classes),
    pledged: Totals,
    confirmed: Totals,
    rates: Type.Array(Type.Object({ from: Text, to: Text, rate: Text, date: Text, source: Text })),
    agreement: Nullable(
      Type.Object({
        versions: Type.Array(Type.Object({ version: Version, document: Text })),
        signed: Nullable(InstantText),
        effective: Nullable(InstantText),
      }),
    ),
    masterAgreements: Type.Array(Type.Object({ organisation: Text, heldOn: Text })),
  },
  'Totals side by side: never summed across cash, in kind and parallel, nor across currencies.',
  { title: 'Funding' },
);

const Action = Answer(
  {
    command: Text,
    label: Text,
    href: Text,
    missing: list(
      Type.Object({ pointer: Text, detail: Text }),
      'What has to be done before it can be accepted.',
    ),
  },
  'A command that you may give now.',
);

const WaitingOn = Answer(
  {
    organisation: Nullable(Text),
    seat: Text,
    for: Text,
    since: InstantText,
    due: Nullable(InstantText),
    overdueDays: Type.Integer({ minimum: 0 }),
    whatHappensIfNot: Text,
  },
  'Who has to act, by when, and what happens if they do not.',
);

const Suspended = Answer(
  {
    since: Nullable(InstantText),
    grounds: Type.Array(
      Type.Object({
        id: Text,
        by: kinds(['approving_body', 'coordinator', 'funder']),
        seat: Nullable(Text),
        reason: Text,
        since: InstantText,
        until: Nullable(InstantText),
      }),
    ),
  },
  'Since when the pilot stands still (null: only the money of a funder does), and why. Each ground is lifted by who set it.',
);

/** `GET /v1/pilots/{id}` for those who take part (api.md, "The case"). */
export const CaseSchema = Answer(
  {
    id: Text,
    version: Version,
    programme: Type.Object({ id: Text, version: Version }),
    title: Text,
    status: Type.String({ description: '`stage.step`, or the end alone.' }),
    since: InstantText,
    registered: InstantText,
    suspended: Nullable(Suspended),
    suspendedCountries: list(
      Type.Object({ country: Text, since: InstantText, reason: Text, endorsedAgain: Type.Boolean() }),
      'Countries whose endorsement was withdrawn from an agreement that is effective: what their seats owe stands still until the approving body decides.',
    ),
    end: Nullable(Type.Object({ end: Text, at: InstantText, reason: Text }, { additionalProperties: true })),
    rounds: Type.Object({ used: Type.Integer(), allowed: Type.Integer() }),
    seats: Type.Array(Seat),
    proposal: Type.Object(proposalForm, { additionalProperties: false }),
    plannedEnd: Nullable(
      Type.Object(
        { day: Nullable(Text), explanation: Text },
        { description: 'How the planned end came about, once it was extended.' },
      ),
    ),
    decisions: Type.Array(Decision),
    obligations: Type.Array(Obligation),
    consultation: Nullable(Consultation),
    contributions: Type.Array(Contribution),
    funding: Funding,
    milestones: Type.Array(Type.Unknown()),
    reports: Type.Array(Type.Unknown()),
    results: Type.Array(Type.Unknown()),
    waitingOn: list(WaitingOn, 'What is open, oldest first.'),
    next: Nullable(Type.Object({ at: InstantText, what: Nullable(Text) })),
    actions: list(Action, 'What you may do now.'),
    clocksBehindSince: Type.Optional(
      Type.String({ description: 'Reminders and lapses stand since then; commands are recorded as always.' }),
    ),
  },
  'The case.',
  { title: 'Case' },
);

/** What everybody may know of a pilot whose consultation has opened. */
export const PublicCaseSchema = Answer(
  { id: Text, title: Text, countries: texts, status: Text },
  'The public part of a case.',
);

/** A pilot in a list, for those who take part in it. */
export const PortfolioSchema = Answer(
  {
    ...PublicCaseSchema.properties,
    version: Version,
    since: InstantText,
    programme: Type.Object({ id: Text, version: Version }),
    region: Nullable(Text),
    organisations: texts,
    registered: InstantText,
    updated: InstantText,
    nextDue: Nullable(InstantText),
    overdue: Type.Boolean(),
  },
  'A pilot that you take part in.',
);

/** An event as the history shows it. */
export const HistoryItemSchema = Answer(
  {
    version: Version,
    type: Text,
    data: Type.Unknown({ description: 'What happened; null where you may only know that it did.' }),
    person: Nullable(Text),
    delegatedBy: DelegatedBy,
    organisation: Nullable(Text),
    seat: Nullable(Text),
    onBehalfOf: Nullable(Text),
    heldOn: Nullable(Text),
    occurredAt: InstantText,
    recordedAt: InstantText,
    reason: Nullable(Text),
    commandId: Text,
    previous: Nullable(Type.String({ description: 'The hash of the event before.' })),
    hash: Type.String({ description: 'SHA-256 of the event in canonical JSON.' }),
  },
  'An event of a pilot.',
);
