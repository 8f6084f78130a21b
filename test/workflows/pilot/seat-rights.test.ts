import { standingPosition } from '../../../workflows/decisions/outcome';
import { pilotCommands } from '../../../workflows/pilot/decider';
import type { SeatKind } from '../../../workflows/seat-kinds';
import { event, given } from '../../support/given';
import { kenya, proponent } from '../../support/pilot-people';
import { anEndorsement, aSubmission } from '../../support/pilots';

/** What a seat of this kind may be given to do at all, whatever the step. */
const commandsOf = (kind: SeatKind): readonly string[] =>
  pilotCommands.filter(({ by }) => by.includes(kind)).map(({ name }) => name);

/** What only some kinds of seats may do. */
const special = [
  'accept-screening',
  'extend-obligation',
  'submit-proposal',
  'cancel',
  'reopen',
  'meet-obligation',
];

describe('What each seat may do (lifecycle.md section 1)', () => {
  it.each<[string, SeatKind, readonly string[]]>([
    [
      'coordinator: may screen, fill seats and extend',
      'coordinator',
      ['accept-screening', 'fill-seat', 'extend-obligation'],
    ],
    ['coordinator: may convene, record on behalf', 'coordinator', ['convene', 'record-position']],
    [
      'proponent: may propose, revise, withdraw',
      'proponent',
      ['submit-proposal', 'revise-proposal', 'withdraw'],
    ],
    [
      'host_government: may endorse or object for its own country',
      'host_government',
      ['take-position', 'confirm-endorsement'],
    ],
    ['reviewer: may give a technical position', 'reviewer', ['take-position']],
    [
      'approving_body: may grant, cancel, reopen',
      'approving_body',
      ['grant-round', 'cancel', 'reopen', 'extend-obligation'],
    ],
    [
      'provider: may clear its own inputs, confirm in-kind',
      'provider',
      ['take-position', 'pledge-contribution', 'confirm-contribution'],
    ],
    [
      'funder: may pledge, sign, suspend its own money',
      'funder',
      ['pledge-contribution', 'take-position', 'suspend'],
    ],
    [
      'approving_body: may approve, return, reject; suspend, terminate, migrate',
      'approving_body',
      ['take-position', 'suspend', 'terminate', 'migrate-programme'],
    ],
    ['finance: may confirm conditions', 'finance', ['meet-obligation']],
  ])('%s', (_, kind, commands) => {
    expect(commandsOf(kind)).toEqual(expect.arrayContaining([...commands]));
  });

  it('observer and auditor read: of what seats do they may do nothing', () => {
    for (const kind of ['observer', 'auditor'] as const)
      expect(commandsOf(kind).filter((name) => special.includes(name))).toEqual([]);
  });

  it('what was answered and is owed belongs to the seat, whoever acts for it then', () => {
    const story = anEndorsement()
      .takes(kenya, 'approve')
      .give('change-seat-persons', { by: kenya, body: { seat: 'host_government-1', persons: ['kioko'] } });
    const [endorsement] = story.pilot.decisions;
    expect(standingPosition(endorsement ?? { positions: [] }, 'host_government-1')?.position).toBe('approve');
    given(story)
      .when('take-position', {
        by: { ...kenya, person: 'kioko' },
        body: { decision: 'endorsement-1', position: 'object', text: 'Not there.' },
      })
      .then(event('position-taken', { seat: 'host_government-1' }));
  });
});

describe('Countries that come and go (lifecycle.md section 1)', () => {
  const reason = { reason: 'The budget is missing a line.' };

  it('a country is added before the agreement is effective through revision only', () => {
    const uganda = { by: proponent, body: { beneficiaryCountries: ['KE', 'UG'] } };
    for (const story of [aSubmission(), anEndorsement()])
      given(story).when('revise-proposal', uganda).refused('not-now');
    given(aSubmission().give('return-proposal', { body: reason }))
      .when('revise-proposal', uganda)
      .then(event('proposal-revised'));
  });

  it('when a country leaves, eligibility is checked again', () =>
    given(
      aSubmission()
        .give('return-proposal', { body: reason })
        .give('revise-proposal', { by: proponent, body: { providerCountries: ['KE'] } }),
    )
      .when('submit-proposal', { by: proponent })
      .refused('not-eligible'));
});
