import {
  aClearance,
  afterWindow,
  anOpenConsultation,
  aResponse,
  reviewer,
  says,
  toConvene,
} from '../../support/consultations';
import { given } from '../../support/given';
import { coordinator, finance, first, kenya, malawi, proponent } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'Two ministries are on leave.';
const all = (): Story =>
  [kenya, malawi, reviewer].reduce((so, by) => says(so, by, 'Fine.'), anOpenConsultation());
const meeting = (more: object = {}): Story =>
  toConvene().give('convene', { body: { form: 'meeting', ...more } });
const inquorate = (story = anOpenConsultation()): Story => story.until('2027-04-06T22:00:00.000Z');
const heldOnce = (): Story => meeting({ day: '2027-03-02' });

describe('The case offers of the consultation what can be done, to those who can do it', () => {
  it.each([
    [
      'comment',
      'an open window',
      anOpenConsultation,
      [kenya, malawi, reviewer],
      [proponent, finance, coordinator],
    ],
    ['extend-consultation', 'answers that are owed', anOpenConsultation, [coordinator, first], [proponent]],
    ['extend-consultation', 'nothing owed', all, [], [coordinator]],
    ['continue-by-correspondence', 'an open window', heldOnce, [], [coordinator]],
    ['continue-by-correspondence', 'correspondence', inquorate, [], [coordinator]],
    ['accept-inquorate', 'too few seats again', inquorate, [coordinator], [proponent]],
    ['accept-inquorate', 'an open window', anOpenConsultation, [], [coordinator]],
    ['answer-comment', 'comments to answer', aResponse, [proponent], [coordinator]],
    ['set-meeting-date', 'a meeting that is convened', meeting, [coordinator], [proponent]],
    ['set-meeting-date', 'nothing convened', toConvene, [], [coordinator]],
    ['confirm-meeting', 'a meeting without a date', meeting, [coordinator], [proponent]],
    [
      'confirm-meeting',
      'a meeting that has its date',
      () => meeting({ day: '2027-04-01' }),
      [],
      [coordinator],
    ],
  ] as const)('%s with %s', (command, _what, told, offeredTo, notTo) => {
    const story = told();
    for (const by of offeredTo) expect(story.actions(by)).toContain(command);
    for (const by of notTo) expect(story.actions(by)).not.toContain(command);
  });

  it('a comment needs words where the position does', () => {
    for (const body of [
      {},
      { position: 'object' },
      { position: 'request_changes' },
      { position: 'approve_with_conditions' },
    ])
      expect(
        given(anOpenConsultation()).when('comment', { by: kenya, body }).refusal('reason-required').errors,
      ).toMatchObject([{ pointer: '/comments' }]);
  });

  it('only once all is answered nothing more is offered to answer', () => {
    const answer = (story: Story, comment: string): Story =>
      story.give('answer-comment', { by: proponent, body: { comment, text: 'It is Lake Victoria.' } });
    const half = answer(aResponse(), 'comment-1');
    expect(half.actions(proponent)).toContain('answer-comment');
    expect(
      given(half)
        .when('answer-comment', { by: proponent, body: { comment: 'comment-1', text: 'Again.' } })
        .refusal('already-answered').detail,
    ).toContain('on 2027-03-29.');
  });

  it('a meeting that was not confirmed is confirmed, and waits 60 days more', () => {
    const story = meeting()
      .later('2027-04-01T09:00:00.000Z')
      .give('confirm-meeting', { body: { note: 'In June.' } });
    expect(story.owed('step:consultation.convened').due).toMatchObject({
      explanation: '60 days after the meeting was last expected, 1 April 2027',
    });
  });

  it('the days of a meeting can be: its fields are named', () => {
    const errors = (body: object) =>
      given(meeting())
        .when('set-meeting-date', { body: { reason, ...body } })
        .refusal('dates-contradict').errors;
    expect(errors({ day: '2027-02-28' })).toEqual([
      { pointer: '/day', detail: 'It has to be 2027-03-01 or later.' },
    ]);
    expect(errors({ day: '2027-03-10', lastDay: '2027-03-09' })).toEqual([
      { pointer: '/lastDay', detail: 'It has to be 2027-03-10 or later.' },
    ]);
  });
});

describe('The seats of one organisation are invited once (lifecycle.md section 1)', () => {
  const twice = (): Story =>
    toConvene()
      .give('fill-seat', { body: { kind: 'beneficiary', organisation: 'focal-ke', country: 'KE' } })
      .give('convene', { body: { form: 'correspondence', invite: ['beneficiary-1'] } });
  const beneficiary = { ...kenya };

  it('one comment is owed by it, and what one seat says stands for all', () => {
    const owed = (story: Story) =>
      story.pilot.obligations.filter(({ kind, state }) => kind === 'comment' && state === 'open').length;
    expect(owed(twice())).toBe(3);
    const said = says(twice(), beneficiary, 'Name the lake.');
    expect(owed(said)).toBe(2);
    const closed = says(said, malawi, 'Fine.').until(afterWindow);
    expect(closed.pilot.status).toBe('consultation.response');
    expect(closed.ofType('consultation-closed').at(-1)?.data).toMatchObject({
      invited: 3,
      tookPart: 2,
      hostGovernments: 2,
    });
  });

  it('recused with one of its seats it is counted on neither side', () => {
    const recused = twice().give('comment', { by: beneficiary, body: { position: 'recuse' } });
    const closed = says(recused, malawi, 'Fine.').until(afterWindow);
    expect(closed.ofType('consultation-closed').at(-1)?.data).toMatchObject({
      invited: 2,
      tookPart: 1,
      hostGovernments: 1,
    });
  });
});

describe('Clearance asks whom the rule names, and every host government', () => {
  it('of the seats that are filled', () =>
    expect(
      aClearance()
        .pilot.decisions.at(-1)
        ?.asked.map(({ seat }) => seat),
    ).toEqual(['host_government-1', 'host_government-2', 'reviewer-1']));
});
