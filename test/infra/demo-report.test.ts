import { progressOn } from '../../infra/demo/progress';
import { type PilotSeen } from '../../infra/demo/pilot-seen';
import { reportOf, wentWell } from '../../infra/demo/report';
import type { BroughtIn, Outcome } from '../../infra/demo/run';
import { table } from '../../infra/demo/table';

const pilot = (different: Partial<PilotSeen>): PilotSeen => ({
  id: 'p1',
  version: 1,
  title: 'A pilot',
  programme: { id: 'gef-medium' },
  status: 'consultation.convened',
  rounds: { used: 0 },
  proposal: { title: 'A pilot', beneficiaryCountries: ['KE'] },
  seats: [],
  decisions: [],
  obligations: [],
  consultation: null,
  contributions: [],
  funding: {
    required: null,
    confirmed: { cash: [], in_kind: [], parallel: [] },
    rates: [],
    agreement: null,
    masterAgreements: [],
  },
  waitingOn: [],
  actions: [],
  ...different,
});
const broughtIn = (different: Partial<PilotSeen>, stuck: string | null = null): BroughtIn => ({
  identifier: 'XM-1',
  from: 'file',
  pilot: pilot(different),
  stuck,
});
const told = (outcome: Partial<Outcome>, years = 7) =>
  reportOf(
    { broughtIn: [], refused: [], ...outcome },
    { years },
    { statuses: ['rejected'], nameOf: (id) => `the body ${id}`, address: 'http://here' },
  );

describe('the report of the demonstration', () => {
  it('states the offset of the dates', () => {
    expect(told({}, 7)).toContain('Past planned dates were moved by 7 years, all by the same.');
    expect(told({}, 1)).toContain('Past planned dates were moved by one year, all by the same.');
    expect(told({}, 0)).toContain('No planned date was past, and none was moved.');
  });

  it('counts objections and returns by what the record says', () => {
    const endorsement = (outcome: string) => [
      { id: 'endorsement-1', kind: 'endorsement', asked: [], answered: [], outcome, resolved: '2027-01-01' },
    ];
    const outcome = {
      broughtIn: [
        broughtIn({ rounds: { used: 1 }, decisions: endorsement('refused') }),
        broughtIn({ rounds: { used: 1 }, decisions: endorsement('returned') }),
        broughtIn({ status: 'rejected' }),
      ],
    };
    expect(told(outcome)).toContain(
      'Of the file 2 arrived in the consultation: 1 after an objection and a resubmission, 1 after a return, the others at once. Rejected: 1. Withdrawn: 0.',
    );
  });

  it('counts the agreements that are effective, with what they bring', () => {
    const { funding } = pilot({});
    const money = { cash: [{ amount: '70.00', currency: 'USD' }], in_kind: [], parallel: [] };
    const agreement = { versions: [], effective: '2027-01-01T00:00:00.000Z' };
    const effective = { funding: { ...funding, confirmed: money, agreement } };
    const signed = { funding: { ...funding, agreement: { versions: [], effective: null } } };
    expect(told({ broughtIn: [broughtIn(effective), broughtIn(signed)] })).toContain(
      '1 agreements are effective: 1 of the file, 0 composed. These pilots ran on paper and were taken over.\npilot    cash       in kind  in parallel\nA pilot  70.00 USD',
    );
    expect(told({ broughtIn: [broughtIn(signed)] })).toContain('0 agreements are effective');
  });

  it('says who has to act, by when, and what happens if not', () => {
    const waitingOn = [
      {
        organisation: 'o1',
        seat: 'coordinator-1',
        for: 'Invite',
        due: '2027-01-23T14:00:00.000Z',
        whatHappensIfNot: 'It waits.',
      },
    ];
    expect(told({ broughtIn: [broughtIn({ waitingOn })] })).toContain(
      'A pilot: consultation.convened\n  http://here/v1/pilots/p1\n  by 2027-01-23 14:00 UTC, the body o1 (coordinator-1):\n    Invite\n    if not: It waits.',
    );
  });

  it('names what got stuck or was not taken, and then did not go well', () => {
    const outcome: Outcome = {
      broughtIn: [broughtIn({}, 'submit-proposal: The end has passed.')],
      refused: [{ identifier: 'XM-2', problem: 'No such country.' }],
    };
    expect(told(outcome)).toContain(
      'XM-2 was not taken: No such country.\nXM-1 got stuck: submit-proposal: The end has passed.',
    );
    expect(wentWell(outcome)).toBe(false);
    expect(wentWell({ broughtIn: [broughtIn({}, 'no')], refused: [] })).toBe(false);
    expect(wentWell({ broughtIn: [broughtIn({})], refused: [] })).toBe(true);
  });
});

describe('a table', () => {
  it('has columns as wide as they need and numbers to the right', () =>
    expect(
      table(
        ['status', 'all'],
        [
          ['rejected', 3],
          ['a longer status', 12],
        ],
      ),
    ).toBe('status           all\nrejected           3\na longer status   12'));
});

describe('progress', () => {
  const shown = (isTTY: boolean, total: number): string => {
    let text = '';
    const screen = { isTTY, write: (more: string) => (text += more) };
    const done = progressOn(screen)('Pilots', total);
    for (let count = 0; count < total; count += 1) done();
    return text;
  };

  it('is one line on a terminal', () => expect(shown(true, 2)).toBe('\rPilots: 1 of 2\rPilots: 2 of 2\n'));

  it('is a few lines in a log', () =>
    expect(shown(false, 9)).toBe('Pilots: 3 of 9\nPilots: 6 of 9\nPilots: 9 of 9\n'));
});
