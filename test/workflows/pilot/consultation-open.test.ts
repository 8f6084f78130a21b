import { clockCaller } from '../../../workflows/decider';
import {
  afterWindow,
  anOpenConsultation,
  largeBudget,
  reviewer,
  says,
  toConvene,
} from '../../support/consultations';
import { event, given } from '../../support/given';
import {
  coordinator,
  finance,
  first,
  kenya,
  malawi,
  organisations,
  persons,
  programmeWith,
  proponent,
  sampleDirectory,
} from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'Two ministries are on leave.';
const commentOf = (seat: string) => `comment:consultation:${seat}`;
const step = 'step:consultation.open:coordinator-1';
const closes = (story: Story) => story.pilot.consultation.present?.closes;
const takes = (story: Story, by: typeof kenya, position: string, ...comments: readonly string[]): Story =>
  story.give('comment', { by, body: { position, ...(comments.length === 0 ? {} : { comments }) } });

/** The window of 28 days closes in Montreal at 17:00 of 29 March. */
const end = '2027-03-29T21:00:00.000Z';
const beforeClosing = (): Story => anOpenConsultation().until('2027-03-29T20:00:00.000Z');
const extendedOnce = (): Story => anOpenConsultation().until(afterWindow);
/** The coordinator has to choose. */
const inquorate = (story = anOpenConsultation()): Story => story.until('2027-04-06T22:00:00.000Z');
const budget = (amount: string) => ({ roughBudget: { ...largeBudget.roughBudget, amount } });

describe('Consultation, open: comments and positions of the invited seats (28 days; 14 for small pilots)', () => {
  it('every invited seat owes a comment in 28 days, at 17:00 of its own zone', () => {
    const story = anOpenConsultation();
    expect(story.owed(commentOf('host_government-1'))).toMatchObject({
      kind: 'comment',
      due: {
        at: '2027-03-29T14:00:00.000Z',
        explanation: '28 days after the opening of the consultation, 1 March 2027',
      },
    });
    expect(story.owed(commentOf('host_government-2')).due.at).toBe('2027-03-29T15:00:00.000Z');
    expect(story.owed(commentOf('reviewer-1')).due.at).toBe(end);
    expect(story.owed(commentOf('reviewer-1')).otherwise).toMatch(/closes without it/);
  });

  it('the window closes at the latest of them', () => {
    expect(closes(anOpenConsultation())).toBe(end);
    expect(anOpenConsultation().owed(step).due.explanation).toBe(
      '30 March 2027, the last day of the consultation’s window',
    );
  });

  it('14 days for small pilots: those with a budget below the threshold', () => {
    const story = anOpenConsultation(sampleDirectory(), budget('49999.9999'));
    expect(story.owed(commentOf('host_government-1')).due).toMatchObject({
      at: '2027-03-15T14:00:00.000Z',
      explanation: '14 days after the opening of the consultation, 1 March 2027',
    });
  });

  it('a budget at the threshold is not small, however it is written', () => {
    for (const amount of ['50000', '50000.00', '100000.5'])
      expect(closes(anOpenConsultation(sampleDirectory(), budget(amount)))).toBe(end);
  });

  it('a programme without small pilots asks for no rate', () => {
    const { ruleBook, institutions } = programmeWith(1);
    const smallBelow = { value: null, source: 'test' };
    const directory = sampleDirectory({
      programmes: [
        { institutions, ruleBook: { ...ruleBook, consultation: { ...ruleBook.consultation, smallBelow } } },
      ],
    });
    const euros = { roughBudget: { amount: '10.00', currency: 'EUR', modality: 'trust_fund' } };
    expect(closes(anOpenConsultation(directory, euros))).toBe(end);
  });

  it('the step has an owner, a due date and a last resort', () =>
    expect(anOpenConsultation().owed(step)).toMatchObject({
      owner: 'coordinator-1',
      due: { at: '2027-03-30T14:00:00.000Z' },
      endsIn: 'last-resort',
    }));

  it('an invited seat comments, and each comment stands by itself', () =>
    given(anOpenConsultation())
      .when('comment', { by: kenya, body: { comments: ['Name the lake.', 'Who pays?'] } })
      .then(
        event('comment-given', { comment: 'comment-1', seat: 'host_government-1', text: 'Name the lake.' }),
        event('comment-given', { comment: 'comment-2', text: 'Who pays?' }),
        event('obligation-met', { obligation: commentOf('host_government-1') }),
      ));

  it('or takes a position, or both, and may change it', () => {
    given(anOpenConsultation())
      .when('comment', { by: kenya, body: { position: 'object', comments: ['The lake is protected.'] } })
      .then(event('comment-given'), event('consultation-position-taken', { position: 'object' }));
    const changed = takes(
      takes(anOpenConsultation(), kenya, 'object', 'The lake is protected.'),
      kenya,
      'approve',
    );
    expect(changed.pilot.consultation.present?.positions.map(({ position }) => position)).toEqual([
      'object',
      'approve',
    ]);
  });

  it('a position that asks for something says what', () => {
    for (const position of ['approve_with_conditions', 'request_changes', 'object'])
      given(anOpenConsultation())
        .when('comment', { by: kenya, body: { position } })
        .refused('reason-required');
    given(anOpenConsultation()).when('comment', { by: kenya, body: {} }).refused('reason-required');
  });

  it('a seat that is not invited does not comment', () => {
    for (const by of [proponent, coordinator, finance])
      given(anOpenConsultation())
        .when('comment', { by, body: { comments: ['No.'] } })
        .refused('not-invited');
    expect(anOpenConsultation().actions(finance)).not.toContain('comment');
    expect(anOpenConsultation().actions(kenya)).toContain('comment');
  });

  it('one person does not speak for two organisations in one consultation', () => {
    const both = persons.map((person) =>
      person.id === 'rosa' ? { ...person, organisations: ['secretariat', 'focal-mw'] } : person,
    );
    const story = says(anOpenConsultation(sampleDirectory({ persons: both })), reviewer, 'Which weevil?');
    given(story)
      .when('comment', {
        by: { door: 'http', person: 'rosa', organisation: 'focal-mw' },
        body: { position: 'approve' },
      })
      .refused('segregation');
  });

  it('the seats of one organisation are asked once', () => {
    const story = toConvene()
      .give('fill-seat', { body: { kind: 'beneficiary', organisation: 'focal-ke', country: 'KE' } })
      .give('convene', { body: { form: 'correspondence', invite: ['beneficiary-1'] } });
    expect(
      story.pilot.obligations.filter(({ kind }) => kind === 'comment').map(({ owner }) => owner),
    ).toEqual(['host_government-1', 'host_government-2', 'reviewer-1']);
    expect(says(story, kenya, 'Name the lake.').owed(commentOf('host_government-1')).state).toBe('met');
  });

  it('a seat that is invited while the window is open has at least 10 working days, and the window waits for it', () => {
    const late = anOpenConsultation()
      .until('2027-03-26T09:00:00.000Z')
      .give('fill-seat', { body: { kind: 'funder', organisation: 'donor' } })
      .give('invite-seat', { body: { seat: 'funder-1' } });
    expect(late.owed(commentOf('funder-1')).due.at).toBe('2027-04-12T15:00:00.000Z');
    expect(closes(late)).toBe('2027-04-12T15:00:00.000Z');
  });

  it('an early invitation has as long as the others', () => {
    const early = anOpenConsultation()
      .give('fill-seat', { body: { kind: 'funder', organisation: 'donor' } })
      .give('invite-seat', { body: { seat: 'funder-1' } });
    expect(early.owed(commentOf('funder-1')).due.at).toBe('2027-03-29T15:00:00.000Z');
    expect(closes(early)).toBe(end);
  });
});

describe('The window closes with quorum → response', () => {
  it('half of the invited seats and one host government', () => {
    const story = says(says(beforeClosing(), kenya, 'Name the lake.'), reviewer, 'Which weevil?');
    given(story)
      .when('tick', { by: clockCaller, at: end })
      .then(
        event('consultation-closed', { quorate: true, invited: 3, tookPart: 2, hostGovernments: 1 }),
        event('step-entered', { to: 'consultation.response' }),
      );
  });

  it('does not close before its time, although all have answered', () => {
    const story = [kenya, malawi, reviewer].reduce(
      (told, by) => says(told, by, 'Yes.'),
      anOpenConsultation(),
    );
    expect(story.until('2027-03-29T20:59:00.000Z').pilot.status).toBe('consultation.open');
    expect(story.until(end).pilot.status).toBe('consultation.response');
  });

  it('what is still owed falls away with it', () => {
    const story = says(says(beforeClosing(), kenya, 'Name the lake.'), reviewer, 'Which weevil?').until(end);
    expect(story.owed(commentOf('host_government-2')).state).toBe('void');
  });

  it('less than half is no quorum', () =>
    expect(says(anOpenConsultation(), kenya, 'Name the lake.').until(afterWindow).pilot.status).toBe(
      'consultation.open',
    ));

  it('half is enough, with four invited', () => {
    const four = toConvene()
      .give('fill-seat', { body: { kind: 'funder', organisation: 'donor' } })
      .give('convene', { body: { form: 'correspondence', invite: ['funder-1'] } });
    expect(says(four, kenya, 'Yes.').until(afterWindow).pilot.status).toBe('consultation.open');
    expect(says(says(four, kenya, 'Yes.'), reviewer, 'Yes.').until(afterWindow).pilot.status).toBe(
      'consultation.response',
    );
  });

  it('without a host government there is no quorum', () => {
    const two = [
      ...persons,
      { ...persons[0], id: 'pia', organisations: ['panel'] } as (typeof persons)[number],
    ];
    const panel = { ...organisations[0], id: 'panel' } as (typeof organisations)[number];
    const story = toConvene(sampleDirectory({ persons: two, organisations: [...organisations, panel] }))
      .give('fill-seat', { body: { kind: 'reviewer', organisation: 'panel' } })
      .give('convene', { body: { form: 'correspondence' } });
    const said = says(
      says(story, reviewer, 'Yes.'),
      { door: 'http', person: 'pia', organisation: 'panel' },
      'Yes.',
    );
    expect(said.until(afterWindow).pilot.status).toBe('consultation.open');
  });

  it('an abstention counts for the quorum', () => {
    const story = takes(takes(anOpenConsultation(), kenya, 'abstain'), malawi, 'abstain');
    expect(story.until(afterWindow).pilot.status).not.toBe('consultation.open');
  });

  it('a recusal counts on neither side', () => {
    const recused = takes(takes(anOpenConsultation(), reviewer, 'recuse'), kenya, 'approve');
    given(recused.until('2027-03-29T15:00:00.000Z'))
      .when('tick', { by: clockCaller, at: end })
      .then(event('consultation-closed', { invited: 2, tookPart: 1, hostGovernments: 1 }));
  });
});

describe('Inquorate → one automatic 7-day extension', () => {
  it('every seat that has not answered has 7 days more, and the window with them', () => {
    given(says(beforeClosing(), reviewer, 'Which weevil?'))
      .when('tick', { by: clockCaller, at: end })
      .then(
        event('obligation-moved', {
          obligation: commentOf('host_government-1'),
          due: { at: '2027-04-06T14:00:00.000Z' },
        }),
        event('consultation-extended', { how: 'automatic', closes: '2027-04-06T14:00:00.000Z' }),
      );
  });

  it('a quorum in these days → response', () => {
    const story = says(says(extendedOnce(), kenya, 'Name the lake.'), malawi, 'Which month?');
    expect(story.until('2027-04-05T00:00:00.000Z').pilot.status).toBe('consultation.open');
    expect(story.until('2027-04-07T00:00:00.000Z').pilot.status).toBe('consultation.response');
  });

  it('comes once', () => {
    expect(inquorate().ofType('consultation-extended')).toHaveLength(1);
    expect(inquorate().until('2027-04-20T00:00:00.000Z').pilot.consultation.present?.inquorate).toBe(true);
  });

  it('is counted from the closing as it was recorded: an outage takes nothing from it', () => {
    const late = anOpenConsultation().tick('2027-05-03T09:00:00.000Z');
    expect(closes(late)).toBe('2027-05-10T21:00:00.000Z');
  });

  it('where the last extension was final there is none: the coordinator chooses at once', () => {
    const final = anOpenConsultation().give('extend-consultation', {
      body: { by: { add: { days: 2 } }, final: true, reason },
    });
    const story = final.until('2027-04-01T00:00:00.000Z');
    expect(story.pilot.consultation.present).toMatchObject({ extended: false, inquorate: true });
  });
});

describe('Inquorate again: the coordinator extends, goes by correspondence, or accepts with a reason', () => {
  it('the coordinator owes the choice, with a last resort', () =>
    given(extendedOnce().until('2027-04-06T13:59:00.000Z'))
      .when('tick', { by: clockCaller, at: '2027-04-06T14:00:00.000Z' })
      .then(
        event('consultation-inquorate', { invited: 3, tookPart: 0, hostGovernments: 0 }),
        event('obligation-met', { obligation: step }),
        event('obligation-opened', {
          kind: 'step',
          subject: 'consultation.open',
          owner: 'coordinator-1',
          label: expect.stringContaining('without a quorum') as unknown,
          endsIn: 'last-resort',
        }),
      ));

  it('before that there is nothing to choose', () => {
    const met = toConvene().give('convene', { body: { form: 'meeting', day: '2027-03-01' } });
    for (const story of [anOpenConsultation(), extendedOnce(), met]) {
      given(story).when('accept-inquorate', { body: { reason } }).refused('not-now');
      given(story).when('continue-by-correspondence', { body: { reason } }).refused('not-now');
      expect(story.actions(coordinator)).not.toContain('accept-inquorate');
    }
  });

  it('extends: those who have not answered have more time, and the window is open again', () => {
    const by = { add: { days: 14 } };
    given(inquorate())
      .when('extend-consultation', { body: { by, reason } })
      .then(
        event('obligation-met', { obligation: `${step}#2` }),
        event('consultation-extended', { how: 'longer', reason }),
        event('obligation-opened', { kind: 'step', subject: 'consultation.open' }),
      );
    const extended = inquorate().give('extend-consultation', { body: { by, reason } });
    expect(extended.pilot.consultation.present).toMatchObject({ inquorate: false });
    expect(extended.until('2027-04-30T00:00:00.000Z').pilot.consultation.present).toMatchObject({
      inquorate: true,
    });
  });

  it('by at most the length of the window in all; anything more is the approving body’s', () => {
    const by = { add: { days: 22 } };
    given(inquorate()).when('extend-consultation', { body: { by, reason } }).refused('not-extendable');
    given(inquorate())
      .when('extend-consultation', { by: first, body: { by, reason } })
      .then(event('consultation-extended'));
  });

  it('goes by correspondence: a whole window for those who have not answered', () => {
    const met = toConvene()
      .give('convene', { body: { form: 'meeting', day: '2027-03-01' } })
      .until('2027-04-07T09:00:00.000Z');
    given(met)
      .when('continue-by-correspondence', { body: { reason } })
      .then(
        event('obligation-moved', {
          obligation: commentOf('reviewer-1'),
          due: {
            at: '2027-05-05T21:00:00.000Z',
            explanation: '28 days after it was continued by correspondence, 7 April 2027',
          },
        }),
        event('consultation-extended', { how: 'correspondence', closes: '2027-05-05T21:00:00.000Z' }),
      );
    expect(
      met.give('continue-by-correspondence', { body: { reason } }).pilot.consultation.present,
    ).toMatchObject({ form: 'correspondence', inquorate: false });
  });

  it('what is held by correspondence already is not continued so', () =>
    given(inquorate()).when('continue-by-correspondence', { body: { reason } }).refused('not-now'));

  it('accepts with a reason → response, with what was said', () => {
    const story = inquorate(says(anOpenConsultation(), reviewer, 'Which weevil?'));
    given(story).when('accept-inquorate', { body: {} }).refused('invalid-body');
    given(story)
      .when('accept-inquorate', { body: { reason } })
      .then(
        event('consultation-closed', { quorate: false, tookPart: 1, reason }),
        event('step-entered', { to: 'consultation.response' }),
      );
  });

  it('what is said late closes it as soon as it brings the quorum', () => {
    const story = says(inquorate(), kenya, 'Name the lake.');
    expect(story.pilot.status).toBe('consultation.open');
    expect(says(story, malawi, 'Which month?').pilot.status).toBe('consultation.response');
  });

  it('where every seat has answered only acceptance is left', () => {
    const story = [kenya, malawi, reviewer]
      .reduce((told, by) => takes(told, by, 'recuse'), anOpenConsultation())
      .until(afterWindow);
    expect(story.pilot.consultation.present?.inquorate).toBe(true);
    given(story)
      .when('extend-consultation', { body: { by: { add: { days: 3 } }, reason } })
      .refused('not-extendable');
    expect(story.give('accept-inquorate', { body: { reason } }).pilot.status).toBe('consultation.clearance');
  });

  it('without a choice the approving body is called, and may waive the quorum', () => {
    const story = inquorate().until('2027-07-20T00:00:00.000Z');
    expect(story.owed('last_resort')).toMatchObject({ subject: `${step}#2`, state: 'open' });
    const waive = { by: first, body: { obligation: `${step}#2`, reason } };
    expect(story.actions(first)).toContain('waive-obligation');
    given(story)
      .when('waive-obligation', waive)
      .then(event('consultation-closed', { quorate: false, reason }));
    given(anOpenConsultation())
      .when('waive-obligation', { by: first, body: { obligation: step, reason } })
      .refused('not-waivable');
    given(anOpenConsultation())
      .when('waive-obligation', { by: first, body: { obligation: commentOf('reviewer-1'), reason } })
      .refused('not-waivable');
  });
});

describe('Seats that change hands while the consultation is open', () => {
  const replace = { body: { seat: 'reviewer-1', organisation: 'other-institute', reason } };
  const later = (): Story => anOpenConsultation().until('2027-03-26T09:00:00.000Z');
  const olga = { door: 'http', person: 'olga', organisation: 'other-institute' } as const;

  it('a successor is invited in the place of its predecessor, with at least 10 working days', () => {
    const story = later().give('replace-seat', replace);
    expect(story.pilot.consultation.present?.invited).toContain('reviewer-2');
    expect(story.pilot.consultation.present?.invited).not.toContain('reviewer-1');
    expect(story.owed(commentOf('reviewer-1'))).toMatchObject({
      owner: 'reviewer-2',
      due: { at: '2027-04-09T15:00:00.000Z' },
    });
    expect(closes(story)).toBe('2027-04-09T15:00:00.000Z');
    expect(says(story, olga, 'Which weevil?').owed(commentOf('reviewer-1')).state).toBe('met');
  });

  it('what the predecessor said does not count for the quorum, but is answered', () => {
    const story = says(takes(later(), reviewer, 'approve'), reviewer, 'Which weevil?').give(
      'replace-seat',
      replace,
    );
    expect(story.pilot.consultation.present).toMatchObject({
      tookPart: [],
      positions: [{ seat: 'reviewer-1', void: true }],
      comments: [{ text: 'Which weevil?' }],
    });
    expect(story.owed(commentOf('reviewer-2'))).toMatchObject({ state: 'open' });
  });

  it('an empty seat still owes, until somebody takes it over', () => {
    const story = says(later(), kenya, 'Name the lake.').give('vacate-seat', {
      body: { seat: 'host_government-1', reason },
    });
    expect(story.owed(commentOf('host_government-1'))).toMatchObject({ state: 'open' });
    const filled = story.seated('KE');
    expect(filled.pilot.consultation.present?.invited).toContain('host_government-3');
    expect(filled.owed(commentOf('host_government-1')).owner).toBe('host_government-3');
  });

  it('a seat that is declined is waited for in the same way', () => {
    const declined = anOpenConsultation().give('decline-seat', {
      by: reviewer,
      body: { seat: 'reviewer-1', reason },
    });
    expect(declined.owed(commentOf('reviewer-1')).state).toBe('open');
    const filled = declined.give('fill-seat', {
      body: { kind: 'reviewer', organisation: 'other-institute' },
    });
    expect(filled.owed(commentOf('reviewer-1')).owner).toBe('reviewer-2');
  });

  it('more time for one seat is more time for the window', () => {
    const story = anOpenConsultation().give('extend-obligation', {
      body: { obligation: commentOf('reviewer-1'), by: { add: { days: 10 } }, reason },
    });
    expect(closes(story)).toBe('2027-04-08T21:00:00.000Z');
    expect(story.owed(step).due.at).toBe('2027-04-09T14:00:00.000Z');
  });

  it('less than the latest moves nothing', () => {
    const longer = (story: Story, seat: string, days: number): Story =>
      story.give('extend-obligation', {
        body: { obligation: commentOf(seat), by: { add: { days } }, reason },
      });
    const story = longer(longer(anOpenConsultation(), 'reviewer-1', 10), 'host_government-1', 5);
    expect(closes(story)).toBe('2027-04-08T21:00:00.000Z');
    expect(story.ofType('consultation-extended')).toHaveLength(1);
  });
});
