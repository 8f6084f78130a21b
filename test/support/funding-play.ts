import type { Caller } from '../../workflows/decider';
import type { DirectoryContext } from '../../workflows/directory/entries';
import { isLess, lesser } from '../../workflows/money/decimal';
import { type AmountState } from '../../workflows/money/ledger';
import type { Contribution } from '../../workflows/pilot/funding/contribution';
import type { Pilot } from '../../workflows/pilot/state';
import { donor, paper, required, takenOver, usd, withUganda } from './funding';
import { coordinator, finance, first, malawi, members, proponent, uganda } from './pilot-people';
import type { Choices } from './pilot-play';
import type { Story } from './pilots';

const reason = 'Because it is needed.';
const inLines = (pilot: Pilot): readonly Contribution[] =>
  pilot.funding.contributions.filter(({ left }) => left === null);

const ownLines = (pilot: Pilot, by: Caller): readonly Contribution[] =>
  inLines(pilot).filter(
    ({ seat }) =>
      by === coordinator || pilot.seats.find(({ id }) => id === seat)?.organisation === by.organisation,
  );

/** A line with something in this state, and at most so much of it. */
const money =
  (states: readonly AmountState[], more: object = { heldOn: '2027-03-01' }) =>
  (pilot: Pilot, by: Caller, { one }: Choices): object => {
    const from = (line: Contribution) =>
      states.map((state) => line.amounts?.[state] ?? '0').find((amount) => isLess('0', amount));
    const lines = (by === donor ? ownLines(pilot, by) : pilot.funding.contributions).filter(
      (line) => from(line) !== undefined,
    );
    const line = one(lines);
    return {
      contribution: line?.id ?? 'none',
      amount: lesser((line === undefined ? undefined : from(line)) ?? '1', one(['10', '100', '1000']) ?? '1'),
      reason,
      ...more,
    };
  };

const inKind = {
  modality: 'in_kind',
  inKind: { what: 'Experts', quantity: '12', unit: 'person months' },
};

/** Mostly signs the text that is to be signed. */
export const signing = (pilot: Pilot, one: Choices['one']): object => ({
  document: pilot.funding.texts.at(-1)?.document ?? 'f'.repeat(64),
  ...one([
    { position: 'approve' },
    { position: 'approve' },
    { position: 'approve' },
    { position: 'approve' },
    { position: 'approve_with_conditions', conditions: [{ text: 'Open an account.' }] },
    { position: 'request_changes', text: reason },
    { position: 'object', text: reason },
  ]),
});

const lineId = (lines: readonly Contribution[], { one }: Choices): { contribution: string } => ({
  contribution: one(lines)?.id ?? 'none',
});

type Body = (pilot: Pilot, by: Caller, choose: Choices) => object;

/** Bodies for the commands about money, as somebody would fill them in who looks at the case. */
export const fundingBodies: Readonly<Record<string, Body>> = {
  'state-required': (_pilot, _by, { one }) =>
    one([required('500'), required('800'), required('900', '0', '100')]) ?? {},
  'pledge-contribution': (pilot, by, { one }) => ({
    ...one([
      { modality: 'trust_fund', money: usd('400') },
      { modality: 'parallel', money: usd('300') },
      { modality: 'trust_fund', money: { amount: '9000', currency: 'KES' }, expiresOn: '2030-01-01' },
      inKind,
    ]),
    ...(by === coordinator || by === proponent
      ? {
          contributor:
            one(
              pilot.seats.filter(
                ({ state, kind }) => state === 'filled' && (kind === 'funder' || kind === 'provider'),
              ),
            )?.id ?? 'none',
        }
      : {}),
  }),
  'confirm-contribution': (pilot, by, choose) => ({
    ...lineId(
      ownLines(pilot, by).filter(({ confirmedAt }) => confirmedAt === null),
      choose,
    ),
    letter: paper(),
  }),
  'confirm-letter': (pilot, _by, choose) =>
    lineId(
      inLines(pilot).filter(({ entered }) => entered !== null),
      choose,
    ),
  'take-over-contribution': (pilot, by, choose) => ({
    ...lineId(
      inLines(pilot).filter(({ seat }) => {
        const successor = pilot.seats.find(({ id }) => id === seat)?.successor;
        return pilot.seats.find(({ id }) => id === successor)?.organisation === by.organisation;
      }),
      choose,
    ),
    letter: paper(),
  }),
  'refuse-contribution': (pilot, by, choose) => ({
    ...lineId(
      ownLines(pilot, by).filter(({ confirmedAt }) => confirmedAt === null),
      choose,
    ),
    reason,
  }),
  'withdraw-contribution': (pilot, by, choose) => ({ ...lineId(ownLines(pilot, by), choose), reason }),
  'record-rate': () => ({ from: 'KES', to: 'USD', rate: '0.0077', date: '2027-01-01', source: 'UN rate' }),
  'submit-mix': () => ({}),
  'set-agreement-text': () => ({ document: paper('Agreement') }),
  'record-master-agreement': (pilot, _by, { one }) => {
    const seat = one(inLines(pilot))?.seat;
    return {
      organisation: pilot.seats.find(({ id }) => id === seat)?.organisation ?? 'none',
      heldOn: '2027-02-01',
      document: paper('Master agreement'),
    };
  },
  'confirm-expected': (pilot, _by, { one }) => ({
    organisation:
      one(pilot.obligations.filter(({ kind, state }) => kind === 'question' && state === 'open'))?.subject ??
      'none',
    note: 'They sign in spring.',
  }),
  'call-contribution': money(['committed', 'pledged']),
  'receive-contribution': money(['called', 'committed', 'pledged']),
  'disburse-contribution': money(['held']),
  'spend-contribution': money(['disbursed']),
  'account-for-contribution': money(['spent', 'disbursed']),
  'refund-contribution': money(['held', 'disbursed']),
  'release-contribution': money(['committed', 'called']),
  'correct-contribution': (pilot, by, choose) => {
    const movement = choose.one(['receive', 'disburse', 'spend', 'account'] as const) ?? 'receive';
    const state = ({ receive: 'held', disburse: 'disbursed', spend: 'spent', account: 'accounted' } as const)[
      movement
    ];
    return { ...money([state], {})(pilot, by, choose), movement };
  },
  'deliver-contribution': (pilot, _by, choose) => ({
    ...lineId(
      inLines(pilot).filter((line) => line.inKind !== null && line.delivered === '0'),
      choose,
    ),
    quantity: '3',
    heldOn: '2027-03-01',
    reason,
  }),
  'value-contribution': (pilot, _by, choose) => ({
    ...lineId(
      inLines(pilot).filter((line) => line.inKind !== null),
      choose,
    ),
    valuation: { ...usd('500'), method: 'market price', valuer: 'An auditor' },
  }),
  'extend-planned-end': (_pilot, _by, { one }) => ({
    by: one([{ add: { months: 3 } }, { to: '2031-12-31' }]),
    reason,
  }),
  'release-country': () => ({ country: 'UG', reason }),
  'keep-country': () => ({ country: 'UG', reason }),
  'endorse-again': () => ({}),
  'write-off-refund': (pilot, _by, { one }) => ({
    contribution:
      one(pilot.obligations.filter(({ kind, state }) => kind === 'refund' && state === 'open'))?.subject ??
      'none',
    reason,
  }),
};

/** Where plays of the funding stage begin, so that short ones reach all of it. */
export const fundingBeginnings = (playground: DirectoryContext): readonly (() => Story)[] => {
  const lines = [
    { kind: 'funder', organisation: 'donor', modality: 'trust_fund', money: usd('800') },
    {
      kind: 'host_government',
      organisation: 'focal-ke',
      modality: 'cost_sharing_government',
      money: usd('200'),
    },
    { kind: 'provider', organisation: 'focal-mw', ...inKind },
  ];
  const given = lines.map((line) => ({ ...line, letter: paper() }));
  const triangular = { ...given[0], modality: 'triangular_facilitation' };
  const owed = { obligations: [{ label: 'Open an account', kind: 'proponent', due: '2027-05-01' }] };
  const taken = (step: string, more: object = {}) =>
    takenOver(step, { contributions: given, required: required('900'), ...more }, playground, members);
  const agreement = paper('Agreement');
  const inception = () => taken('funding.conditions', { agreement });
  const received = () =>
    inception()
      .give('receive-contribution', { by: finance, body: { contribution: 'contribution-1', amount: '500' } })
      .give('disburse-contribution', {
        by: finance,
        body: { contribution: 'contribution-1', amount: '100' },
      });
  const leaving = () =>
    withUganda(playground, members).give('withdraw-endorsement', { by: uganda, body: { reason } });
  const lost = () =>
    inception().give('withdraw-contribution', {
      by: donor,
      body: { contribution: 'contribution-1', reason },
    });
  const ended = () =>
    members.reduce<Story>(
      (story, member) => (member === first ? story : story.takes(member, 'approve')),
      received().give('terminate', { by: first, body: { reason } }),
    );
  return [
    () => taken('funding.mix', { contributions: [] }),
    () => taken('funding.mix', { contributions: lines }),
    () =>
      taken('funding.mix', { contributions: lines }).give('confirm-contribution', {
        body: { contribution: 'contribution-1', letter: paper() },
      }),
    () => taken('funding.appraisal'),
    () => taken('funding.signature'),
    () => taken('funding.signature', { agreement }),
    () =>
      taken('funding.signature').give('replace-seat', {
        body: { seat: 'funder-1', organisation: 'other-institute', reason },
      }),
    () => taken('funding.conditions', { agreement, ...owed }),
    () => taken('funding.conditions', { agreement, contributions: [triangular, ...given.slice(1)] }),
    () =>
      taken('funding.conditions', { agreement, ...owed }).give('withdraw-endorsement', {
        by: malawi,
        body: { reason },
      }),
    inception,
    leaving,
    leaving,
    lost,
    () => lost().until('2028-01-01T00:00:00.000Z'),
    () => leaving().give('endorse-again', { by: uganda }),
    received,
    ended,
  ];
};
