import { type Caller, clockCaller, isRefusal } from '../../workflows/decider';
import { pilot as decider } from '../../workflows/pilot/decider';
import { askedNow } from '../../workflows/decisions/outcome';
import type { Pilot } from '../../workflows/pilot/state';
import {
  administrator,
  completeProposal,
  coordinator,
  finance,
  hosts,
  members,
  persons,
  programmeWith,
  proponent,
  sampleDirectory,
} from './pilot-people';
import { aClearance, afterWindow, toConvene } from './consultations';
import { fundingBeginnings, fundingBodies, signing } from './funding-play';
import { aConcept, anEndorsement, aPilot, aSubmission, type Giving, type Story } from './pilots';

const { ruleBook, institutions } = programmeWith(3);
const consensus = { rule: 'CONSENSUS_WITH_CHAIR', chair: 'approving_body' } as const;

const rules = {
  ...ruleBook,
  decisions: { ...ruleBook.decisions, act: { value: consensus, source: 'test' } },
  money: {
    ...ruleBook.money,
    masterAgreementFor: { value: ['triangular_facilitation' as const], source: 'test' },
  },
};

/** The name of all the persons of the playground. */
export const familyName = 'wanjiru';

/** Name and address of a person, which deciders are not to see, and by which they would be found. */
function personalOf(id: string) {
  return { name: `${id} ${familyName}`, email: `${id}@${familyName}.example` };
}

/** A meeting without a date, a master agreement that is signed, and persons of whom the directory says too much. */
const shared = {
  persons: persons.map((each) => ({ ...each, personal: personalOf(each.id) })),
  meetings: [{ id: 'board-41', version: 1, name: 'the board’s 41st meeting', day: null }],
  masterAgreements: [
    { id: 'norway', version: 1, name: 'the master agreement with Norway', day: '2027-02-01' },
  ],
};

/** Two countries, a committee of three that seeks consensus on its acts, and a dozen persons on at least seven seats. */
export const playground = sampleDirectory({ ...shared, programmes: [{ institutions, ruleBook: rules }] });

const quicker = { value: { days: 5 }, source: 'test' };

/** The same after a new version of the programme was published. */
const laterOn = sampleDirectory({
  ...shared,
  programmes: [
    { institutions, ruleBook: rules },
    {
      institutions,
      ruleBook: {
        ...rules,
        version: 2,
        waits: { ...rules.waits, screening: quicker, lastResortAfter: quicker },
      },
    },
  ],
});

const others: readonly Caller[] = [
  { door: 'http', person: 'charles', organisation: 'second-unit' },
  { door: 'http', person: 'olga', organisation: 'other-institute' },
  { door: 'http', person: 'rosa', organisation: 'secretariat' },
  { door: 'http', person: 'dagny', organisation: 'donor' },
];
const everybody: readonly Caller[] = [
  coordinator,
  { ...coordinator, person: 'cora' },
  proponent,
  finance,
  administrator,
  ...Object.values(hosts),
  ...members,
  ...others,
];

/** A source of choices: the same numbers give the same play. */
export interface Choices {
  readonly one: <Item>(items: readonly Item[]) => Item | undefined;
  readonly number: (below: number) => number;
}

/** Spreads two numbers over a wide range, so that neighbours lead to different choices. */
const mixed = (number: number, turn: number): number =>
  (Math.imul(number + 1, 2_654_435_761) ^ Math.imul(turn, 2_246_822_519)) >>> 8;

const choicesFrom = (numbers: readonly number[]): Choices => {
  let used = 0;
  const number = (below: number): number => {
    const next = numbers[used % numbers.length] ?? 0;
    used += 1;
    return below === 0 ? 0 : mixed(next, used) % below;
  };
  return { number, one: (items) => items[number(items.length)] };
};

const day = 86_400_000;
const plus = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

const reason = 'Because it is needed.';
const seatsOf = (pilot: Pilot) => pilot.seats.filter(({ state }) => state === 'filled');
const notInvited = (pilot: Pilot) =>
  seatsOf(pilot).filter(
    ({ id, kind }) =>
      !['coordinator', 'proponent'].includes(kind) &&
      pilot.consultation.present?.invited.includes(id) === false,
  );
const openOwed = (pilot: Pilot) => pilot.obligations.filter(({ state }) => state === 'open');
const openIds = (pilot: Pilot) =>
  pilot.decisions.filter(({ resolved, voided }) => resolved === null && voided === null);

/** A body for a command as somebody would fill it in who looks at the case. */
const bodies: Readonly<Record<string, (pilot: Pilot, by: Caller, choose: Choices) => object>> = {
  'revise-proposal': (_pilot, _by, { one }) =>
    one([
      completeProposal,
      { ...completeProposal, focalArea: 'Water' },
      { expectedOutputs: ['A harvester'] },
      { providerCountries: ['MW', 'UG'] },
      { providerCountries: ['MW'] },
    ]) ?? {},
  'submit-proposal': () => ({}),
  'accept-screening': () => ({}),
  'take-position': (pilot, by, { one }) => {
    const asked = openIds(pilot).filter(({ asked: seats }) =>
      seats.some(({ organisation }) => organisation === by.organisation),
    );
    const decision = one(asked);
    if (decision?.kind === 'agreement') return { decision: decision.id, ...signing(pilot, one) };
    return {
      decision: decision?.id ?? 'none',
      ...one([
        { position: 'approve' },
        { position: 'approve' },
        { position: 'approve' },
        { position: 'approve' },
        { position: 'approve_with_conditions', conditions: [{ text: 'Publish it.' }] },
        { position: 'request_changes', text: reason },
        { position: 'object', text: reason },
        { position: 'abstain' },
        { position: 'recuse' },
      ]),
    };
  },
  'confirm-endorsement': (pilot) => ({ decision: openIds(pilot).at(-1)?.id ?? 'none' }),
  'record-position': (pilot, by, { one, number }) => {
    const decision = one(openIds(pilot));
    const asked = askedNow(decision ?? { asked: [], turn: 0 });
    return {
      decision: decision?.id ?? 'none',
      seat: one(asked.filter(({ organisation }) => organisation !== by.organisation))?.seat ?? 'none',
      ...one([
        { position: 'approve' },
        { position: 'approve' },
        { position: 'approve_with_conditions', conditions: [{ text: 'Publish it.' }] },
        { position: 'object', text: reason },
      ]),
      document: {
        sha256: number(1_000_000).toString(16).padStart(64, '0'),
        name: 'Letter',
        date: '2026-12-01',
        issuer: 'Ministry',
        location: 'Registry',
      },
      reason,
    };
  },
  'confirm-record': (pilot) => ({
    record: pilot.paper.findLast(({ confirmed }) => confirmed === null)?.id ?? 'none',
  }),
  'strike-position': (pilot, by) => ({
    record:
      pilot.paper.findLast(
        ({ organisation, disputableUntil, struck }) =>
          organisation === by.organisation && disputableUntil !== null && struck === null,
      )?.id ?? 'none',
    reason,
  }),
  'extend-decision': (pilot, _by, { one }) => ({
    decision: one(openIds(pilot))?.id ?? 'none',
    by: { add: { days: 20 } },
    reason,
  }),
  'ask-again': (pilot, _by, { one }) => ({
    decision: one(openIds(pilot).filter(({ outcome }) => outcome === 'undecided'))?.id ?? 'none',
    reason,
  }),
  'name-substitute': (pilot, _by, { one }) => {
    const decision = one(openIds(pilot).filter(({ outcome }) => outcome === 'undecided'));
    const asked = decision?.asked.map(({ seat }) => seat) ?? [];
    const free = seatsOf(pilot).filter(({ id, kind }) => kind === 'approving_body' && !asked.includes(id));
    return {
      decision: decision?.id ?? 'none',
      seat: one(asked) ?? 'none',
      substitute: one(free)?.id ?? 'none',
      reason,
    };
  },
  'record-conflict': (pilot, _by, { one }) => {
    const decision = one(openIds(pilot).filter(({ kind }) => kind !== 'endorsement'));
    return { decision: decision?.id ?? 'none', seat: one(decision?.asked ?? [])?.seat ?? 'none', reason };
  },
  'refer-decision': (pilot, _by, { one }) => ({
    decision:
      one(
        openIds(pilot).filter(
          ({ kind, outcome }) => (kind === 'endorsement' || kind === 'clearance') && outcome === 'undecided',
        ),
      )?.id ?? 'none',
    reason,
  }),
  'decide-referred': (pilot, _by, { one }) => ({
    decision: openIds(pilot).find(({ kind }) => kind === 'endorsement' || kind === 'clearance')?.id ?? 'none',
    outcome: one(['approved', 'returned', 'refused']),
    reason,
  }),
  'decide-as-chair': (pilot, _by, { one }) => ({
    decision:
      openIds(pilot).find(
        ({ outcome, rule }) => outcome === 'undecided' && rule.rule === 'CONSENSUS_WITH_CHAIR',
      )?.id ?? 'none',
    outcome: one(['approved', 'returned', 'refused']),
    reason,
  }),
  convene: (_pilot, _by, { one }) =>
    one([
      { form: 'correspondence' },
      { form: 'meeting', day: '2029-01-15', lastDay: '2029-01-17' },
      { form: 'meeting' },
    ]) ?? {},
  'invite-seat': (pilot, _by, { one }) => ({ seat: one(notInvited(pilot))?.id ?? 'none' }),
  'set-meeting-date': (pilot, _by, { one }) => ({
    day: one([pilot.occurredAt.slice(0, 10), plus(pilot.occurredAt, 20 * day).slice(0, 10), null]),
    reason,
  }),
  comment: (_pilot, _by, { one }) =>
    one([
      { comments: ['Name the lake.'] },
      { comments: ['Which weevil?', 'Which month?'], position: 'request_changes' },
      { position: 'approve' },
      { position: 'abstain' },
      { position: 'recuse' },
    ]) ?? {},
  'confirm-meeting': () => ({}),
  'ask-for-clearance': () => ({}),
  'extend-consultation': () => ({ by: { add: { days: 3 } }, reason }),
  'answer-comment': (pilot) => ({
    comment: pilot.consultation.present?.comments.find(({ answer }) => answer === null)?.id ?? 'none',
    text: 'It is in the annex.',
  }),
  'extend-obligation': (pilot, _by, { one }) => ({
    obligation: one(openOwed(pilot).filter(({ kind }) => kind !== 'last_resort'))?.id ?? 'none',
    by: one([{ add: { days: 5 } }, { add: { months: 1 } }]),
    reason,
  }),
  'waive-obligation': (pilot, _by, { one }) => ({ obligation: one(openOwed(pilot))?.id ?? 'none', reason }),
  'meet-obligation': (pilot, _by, { one }) => ({
    obligation:
      one(openOwed(pilot).filter(({ kind }) => kind === 'condition' || kind === 'carried'))?.id ?? 'none',
    note: 'Seen.',
  }),
  'count-from': (pilot, _by, { one }) => ({
    obligation:
      one(openOwed(pilot).filter(({ kind }) => kind === 'condition' || kind === 'carried'))?.id ?? 'none',
    from: one([
      { meeting: 'board-41', days: 1 },
      { masterAgreement: 'norway', length: { days: 120 } },
    ]),
    reason,
  }),
  'fill-seat': (pilot, _by, { one }) =>
    one(
      [
        ...['KE', 'MW', 'UG'].map((country) => ({
          kind: 'host_government',
          organisation: `focal-${country.toLowerCase()}`,
          country,
        })),
        { kind: 'reviewer', organisation: 'secretariat' },
        { kind: 'approving_body', organisation: 'board-2' },
        { kind: 'coordinator', organisation: 'second-unit' },
      ].filter(
        ({ kind, organisation }) =>
          !seatsOf(pilot).some((seat) => seat.kind === kind && seat.organisation === organisation),
      ),
    ) ?? {},
  'replace-seat': (pilot, _by, { one }) => ({
    seat: one(seatsOf(pilot))?.id ?? 'none',
    organisation: one(['other-institute', 'institute', 'second-unit', 'unit']),
    reason,
  }),
  'vacate-seat': (pilot, _by, { one }) => ({
    seat:
      one(seatsOf(pilot).filter(({ kind }) => kind === 'host_government' || kind === 'reviewer'))?.id ??
      'none',
    reason,
  }),
  'decline-seat': (pilot, by) => ({
    seat:
      seatsOf(pilot).find(
        ({ organisation, declinableUntil }) => organisation === by.organisation && declinableUntil !== null,
      )?.id ?? 'none',
    reason,
  }),
  'change-seat-persons': (pilot, by) => {
    const seat = seatsOf(pilot).find(({ organisation }) => organisation === by.organisation);
    return { seat: seat?.id ?? 'none', persons: [by.person] };
  },
  'migrate-programme': () => ({ programme: { id: 'ssc-pilot', version: 2 }, reason }),
  ...fundingBodies,
  'take-over': (_pilot, _by, { one }) => ({
    step: one(['proposal.screening', 'proposal.revision']),
    registeredOn: '2026-01-01',
    since: '2026-06-01',
    proposal: completeProposal,
    obligations: [{ label: 'Send the baseline', kind: 'proponent', due: '2030-01-01' }],
    reason,
  }),
};

/** Commands that end a play are rare, so that plays are long; and so are some that are always possible. */
const rare: readonly string[] = [
  'withdraw',
  'cancel',
  'terminate',
  'withdraw-contribution',
  'reject-proposal',
  'decline-seat',
  'vacate-seat',
  'withdraw-endorsement',
  'record-position',
  'record-rate',
  'change-seat-persons',
];

/** What is likely in the hands of who looks at the case: what is common, more often. */
const common: readonly string[] = [
  'submit-proposal',
  'accept-screening',
  'take-position',
  'confirm-endorsement',
  'record-position',
  'confirm-record',
  'confirm-letter',
  'strike-position',
  'grant-round',
  'refuse-round',
  'name-substitute',
  'decide-as-chair',
  'convene',
  'comment',
  'answer-comment',
  'ask-for-clearance',
  'confirm-meeting',
  'accept-inquorate',
  'continue-by-correspondence',
  'refer-decision',
  'reject-proposal',
  'submit-mix',
  'set-agreement-text',
  'take-over-contribution',
  'write-off-refund',
  'release-country',
  'keep-country',
];

/** One command that was tried in a play, and the story after it. */
export interface Move {
  readonly command: string;
  readonly giving: Giving;
  readonly before: Story;
  readonly after: Story;
  readonly code: string | null;
}

const bulkDocument = {
  sha256: 'd'.repeat(64),
  name: 'Decision 41/7',
  date: '2027-02-20',
  issuer: 'The board',
  location: 'Registry',
};

/** What other processes tell a pilot, through the clock. */
const tellings: Readonly<Record<string, (pilot: Pilot, choose: Choices) => object>> = {
  'extend-in-bulk': (pilot, { one }) => ({
    bulk: 'bulk-1',
    obligation: one(openOwed(pilot))?.id ?? 'none',
    by: { add: { months: 1 } },
    replaces: true,
    document: bulkDocument,
    reason,
  }),
  'meeting-dated': (_pilot, { one }) => ({
    meeting: 'board-41',
    lastDay: one(['2027-09-09', '2027-12-01', '2028-02-29', null]),
  }),
  'master-agreement-signed': (_pilot, { one }) => ({
    masterAgreement: 'norway',
    signedOn: one(['2027-02-02', '2027-02-03', '2027-02-15']),
  }),
};

const toldMove = (story: Story, choose: Choices): { command: string; giving: Giving } => {
  const [command, bodyOf] = choose.one(Object.entries(tellings)) ?? ['tick', () => ({})];
  return { command, giving: { by: clockCaller, at: story.at, body: bodyOf(story.pilot, choose) } };
};

const clockMove = (story: Story, choose: Choices): { command: string; giving: Giving } => {
  const { number } = choose;
  if (number(6) === 0) return toldMove(story, choose);
  const { wakeAt } = story.agenda();
  const late = number(4) === 0 ? number(90) * day : 0;
  const at = plus(wakeAt === null || wakeAt < story.at ? story.at : wakeAt, late);
  return { command: 'tick', giving: { by: clockCaller, at } };
};

const offered = (story: Story): readonly { command: string; by: Caller }[] =>
  everybody.flatMap((by) =>
    decider
      .actions(story.pilot, { caller: by, at: story.at }, story.directory)
      .filter(({ missing }) => missing.length === 0)
      .flatMap(({ command }) =>
        Array.from({ length: common.includes(command) ? 6 : 1 }, () => ({ command, by })),
      ),
  );

const personsMove = (story: Story, choose: Choices): { command: string; giving: Giving } | null => {
  const moves = offered(story).filter(({ command }) => !rare.includes(command) || choose.number(8) === 0);
  const move = choose.one(moves);
  if (move === undefined) return null;
  const { command, by } = move;
  const body = bodies[command]?.(story.pilot, by, choose) ?? { reason };
  return { command, giving: { by, body, at: plus(story.at, choose.number(3) * day) } };
};

const reasoned = { body: { reason } };

const kenya = hosts['KE'] ?? coordinator;
const correspondence = { body: { form: 'correspondence' } };
const convening = (): Story => toConvene(playground);
const commented = (): Story =>
  convening()
    .give('convene', correspondence)
    .give('comment', { by: kenya, body: { comments: ['Which lake?'] } });

/** Two conditions, one counted from a meeting without a date, one from a master agreement. */
const counted = (): Story =>
  [
    { meeting: 'board-41', days: 1 },
    { masterAgreement: 'norway', length: { days: 120 } },
  ].reduce<Story>(
    (story, from, index) => {
      const { id } = openOwed(story.pilot).filter(({ kind }) => kind === 'condition')[index] ?? { id: '' };
      const body = { obligation: id, from, reason };
      return story
        .give('count-from', { by: members[0] ?? coordinator, body })
        .takes(members[1] ?? coordinator, 'approve')
        .takes(members[2] ?? coordinator, 'approve');
    },
    aConcept(playground, [hosts['KE'] ?? coordinator, hosts['MW'] ?? coordinator])
      .takes(members[0] ?? coordinator, 'approve_with_conditions', {
        conditions: [{ text: 'Publish it.' }, { text: 'Pay it.' }],
      })
      .takes(members[1] ?? coordinator, 'approve'),
  );

/** Inquorate twice, at a meeting: the coordinator has to choose. */
const inquorate = (): Story =>
  convening()
    .give('convene', { body: { form: 'meeting', day: '2027-03-01' } })
    .until('2027-05-01T00:00:00.000Z');

/** Where plays begin, so that short ones reach everything. */
const beginnings: readonly (() => Story)[] = [
  () => aPilot(playground),
  () => aPilot(playground).complete(),
  () => aSubmission(playground),
  () => anEndorsement(playground),
  () => anEndorsement(playground).takes(hosts['KE'] ?? coordinator, 'approve'),
  convening,
  () => convening().give('convene', { body: { form: 'meeting' } }),
  () =>
    convening()
      .give('convene', { body: { form: 'meeting' } })
      .until('2027-04-01T00:00:00.000Z'),
  () => convening().give('convene', correspondence),
  counted,
  counted,
  inquorate,
  // Again: it has three ways out, and each is to be reached.
  inquorate,
  inquorate,
  () =>
    commented()
      .give('comment', { by: hosts['MW'] ?? kenya, body: { position: 'approve' } })
      .until(afterWindow),
  () =>
    commented()
      .give('comment', { by: hosts['MW'] ?? kenya, body: { position: 'approve' } })
      .give('vacate-seat', { body: { seat: 'reviewer-1', reason } })
      .until('2027-05-01T00:00:00.000Z')
      .give('answer-comment', { by: proponent, body: { comment: 'comment-1', text: reason } })
      .give('fill-seat', { body: { kind: 'reviewer', organisation: 'secretariat' } }),
  () => aClearance(playground),
  () => aConcept(playground, [hosts['KE'] ?? coordinator, hosts['MW'] ?? coordinator]),
  () => convening().give('suspend', { body: { reason } }),
  () =>
    convening()
      .give('suspend', { by: members[0] ?? coordinator, body: { reason } })
      .takes(members[1] ?? coordinator, 'approve')
      .takes(members[2] ?? coordinator, 'approve'),
  () =>
    aConcept(playground, [kenya, hosts['MW'] ?? kenya])
      .give('withdraw-endorsement', { by: hosts['MW'] ?? kenya, body: { reason } })
      .submitted()
      .accepted(),
  () =>
    anEndorsement(playground)
      .until('2027-04-01T15:00:00.000Z')
      .give('refer-decision', { body: { decision: 'endorsement-1', reason } }),
  () =>
    anEndorsement(playground)
      .give('vacate-seat', { by: administrator, body: { seat: 'approving_body-2', reason } })
      .takes(hosts['KE'] ?? coordinator, 'approve')
      .takes(hosts['MW'] ?? coordinator, 'approve')
      .until('2027-04-01T15:00:00.000Z')
      .give('fill-seat', { by: administrator, body: { kind: 'approving_body', organisation: 'board-2' } }),
  () =>
    [1, 2, 3]
      .reduce<Story>((story) => story.give('return-proposal', reasoned).submitted(), aSubmission(playground))
      .give('return-proposal', reasoned),
  ...fundingBeginnings(playground),
];

/** Plays a pilot on from one of these beginnings, as the numbers choose: the clock in its time, or who may act. */
export const play = (numbers: readonly number[], length: number): readonly Move[] => {
  const choose = choicesFrom(numbers);
  let story = (choose.one(beginnings) ?? aPilot)().in(laterOn);
  const moves: Move[] = [];
  for (let turn = 0; turn < length; turn += 1) {
    const move = (choose.number(3) === 0 ? null : personsMove(story, choose)) ?? clockMove(story, choose);
    const decision = story.decide(move.command, move.giving);
    const before = story;
    if (!isRefusal(decision)) story = story.give(move.command, move.giving);
    moves.push({ ...move, before, after: story, code: isRefusal(decision) ? decision.code : null });
  }
  return moves;
};
