import { clockCaller } from '../../../workflows/decider';
import { pilot as decider } from '../../../workflows/pilot/decider';
import {
  aClearance,
  anOpenConsultation,
  aResponse,
  reviewer,
  says,
  toConvene,
} from '../../support/consultations';
import { event, given } from '../../support/given';
import { coordinator, first, kenya, malawi, proponent } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const answer = (comment: string, text = 'Lake Victoria.') => ({ by: proponent, body: { comment, text } });
const step = 'step:consultation.response:';
const reason = 'It was merged with another.';

describe('Consultation, response: the proponent answers every comment (30 days)', () => {
  it('the proponent owes it in 30 days, with a last resort', () =>
    expect(aResponse().owed(`${step}proponent-1`)).toMatchObject({
      label: 'Answer every comment of the consultation',
      due: {
        at: '2027-04-29T14:00:00.000Z',
        explanation: '30 days after the close of the consultation, 30 March 2027',
      },
      endsIn: 'last-resort',
    }));

  it('every single comment is answered by itself', () => {
    given(aResponse()).when('answer-comment', answer('comment-1')).thenOnly('comment-answered');
    const [one, two] =
      aResponse().give('answer-comment', answer('comment-1')).pilot.consultation.present?.comments ?? [];
    expect([one?.answer?.text, two?.answer]).toEqual(['Lake Victoria.', null]);
  });

  it('answers in → clearance', () =>
    given(aResponse().give('answer-comment', answer('comment-1')))
      .when('answer-comment', answer('comment-2'))
      .then(
        event('comment-answered', { comment: 'comment-2' }),
        event('obligation-met', { obligation: `${step}proponent-1` }),
        event('step-entered', { from: 'consultation.response', to: 'consultation.clearance' }),
        event('decision-opened', { kind: 'clearance' }),
      ));

  it('without comments the response passes at once', () => {
    const story = [kenya, malawi].reduce<Story>(
      (told, by) => told.give('comment', { by, body: { position: 'approve' } }),
      anOpenConsultation(),
    );
    given(story.until('2027-03-29T20:00:00.000Z'))
      .when('tick', { by: clockCaller, at: '2027-03-29T21:00:00.000Z' })
      .then(
        event('step-entered', { to: 'consultation.response' }),
        event('step-entered', { to: 'consultation.clearance' }),
      );
    expect(aClearance().pilot.status).toBe('consultation.clearance');
  });

  it('only the proponent answers, each comment once, and only what was said', () => {
    given(aResponse())
      .when('answer-comment', { ...answer('comment-1'), by: coordinator })
      .refused('not-your-seat');
    given(aResponse()).when('answer-comment', answer('comment-3')).refused('unknown-comment');
    given(aResponse().give('answer-comment', answer('comment-1')))
      .when('answer-comment', answer('comment-1', 'Another lake.'))
      .refused('already-answered');
    given(aResponse())
      .when('answer-comment', { by: proponent, body: { comment: 'comment-1' } })
      .refused('invalid-body');
  });

  it('unanswered, the approving body is called after 30 more days', () =>
    expect(aResponse().until('2027-06-01T00:00:00.000Z').owed('last_resort')).toMatchObject({
      subject: `${step}proponent-1`,
      owner: 'approving_body-1',
    }));

  it('the seats wait for nobody but the proponent: nobody comments any more', () =>
    given(aResponse())
      .when('comment', { by: kenya, body: { comments: ['One more.'] } })
      .refused('not-now'));

  describe('where a seat was lost that clearance needs', () => {
    const lost = (): Story =>
      aResponse()
        .give('vacate-seat', { body: { seat: 'reviewer-1', reason } })
        .give('answer-comment', answer('comment-1'))
        .give('answer-comment', answer('comment-2'));

    it('the answers are taken, and the coordinator owes the seat', () => {
      expect(lost().pilot.status).toBe('consultation.response');
      expect(lost().owed(`${step}coordinator-1`)).toMatchObject({
        label: 'Fill the seats that clearance needs, and ask for clearance',
        state: 'open',
        endsIn: 'last-resort',
      });
      expect(lost().owed(`${step}proponent-1`).state).toBe('met');
    });

    it('quorum-impossible names what is missing', () => {
      expect(given(lost()).when('ask-for-clearance').refusal('quorum-impossible').detail).toContain(
        '1 reviewer',
      );
      const actions = decider.actions(lost().pilot, { caller: coordinator, at: lost().at }, lost().directory);
      expect(actions.find(({ command }) => command === 'ask-for-clearance')?.missing).toEqual([
        { pointer: '/seats', detail: 'Fill 1 reviewer; there are 0.' },
      ]);
    });

    it('once it is filled the seats are asked', () =>
      given(lost().give('fill-seat', { body: { kind: 'reviewer', organisation: 'other-institute' } }))
        .when('ask-for-clearance')
        .then(
          event('obligation-met', { obligation: `${step}coordinator-1` }),
          event('decision-opened', { kind: 'clearance' }),
        ));

    it('reopened, the coordinator owes it again, and the proponent nothing', () => {
      const story = lost()
        .give('withdraw', { by: proponent, body: { reason } })
        .give('reopen', { by: first, body: { reason } });
      expect(story.pilot.status).toBe('consultation.response');
      expect(story.owed(`${step}coordinator-1#2`).state).toBe('open');
      expect(story.owed(`${step}proponent-1`).state).toBe('met');
    });

    it('not before every comment is answered', () => {
      given(aResponse()).when('ask-for-clearance').refused('not-now');
      expect(aResponse().actions(coordinator)).not.toContain('ask-for-clearance');
    });

    it('by the clock too: a window that closes then does not stop', () => {
      const story = [kenya, malawi]
        .reduce<Story>(
          (told, by) => told.give('comment', { by, body: { position: 'approve' } }),
          anOpenConsultation(),
        )
        .give('vacate-seat', { body: { seat: 'reviewer-1', reason } })
        .until('2027-04-30T00:00:00.000Z');
      expect(story.pilot.status).toBe('consultation.response');
      expect(story.owed(`${step}coordinator-1`).state).toBe('open');
    });
  });

  it('withdrawn, cancelled: what is open becomes void', () => {
    for (const [command, by] of [
      ['withdraw', proponent],
      ['cancel', first],
    ] as const)
      expect(aResponse().give(command, { by, body: { reason } }).owed(step).state).toBe('void');
  });

  it('reopened, it has its full duration again, and the answers given stand', () => {
    const story = aResponse()
      .give('answer-comment', answer('comment-1'))
      .give('withdraw', { by: proponent, body: { reason } })
      .later('2027-05-01T09:00:00.000Z')
      .give('reopen', { by: first, body: { reason } });
    expect(story.pilot.status).toBe('consultation.response');
    expect(story.owed(`${step}proponent-1#2`).due.at).toBe('2027-05-31T14:00:00.000Z');
    expect(story.give('answer-comment', answer('comment-2')).pilot.status).toBe('consultation.clearance');
  });
});

const aConvened = (): Story => toConvene().give('convene', { body: { form: 'meeting', day: '2027-06-01' } });

describe('Reopening and ends while it is convened or open', () => {
  const back = (story: Story): Story =>
    story
      .give('withdraw', { by: proponent, body: { reason } })
      .later('2027-05-01T09:00:00.000Z')
      .give('reopen', { by: first, body: { reason } });

  it('an open window opens again with its full length, and counts anew', () => {
    const story = back(says(anOpenConsultation(), reviewer, 'Which weevil?'));
    expect(story.pilot.consultation.present).toMatchObject({
      closes: '2027-05-29T21:00:00.000Z',
      opened: '2027-05-01T09:00:00.000Z',
      tookPart: [],
      comments: [{ text: 'Which weevil?' }],
    });
    expect(story.owed('comment:consultation:reviewer-1#2').state).toBe('open');
  });

  it('positions taken before are history: who stood aside is asked again', () => {
    const recused = anOpenConsultation().give('comment', { by: reviewer, body: { position: 'recuse' } });
    expect(back(recused).pilot.consultation.present?.positions).toMatchObject([{ void: true }]);
    const closed = [kenya, malawi].reduce<Story>(
      (story, by) => story.give('comment', { by, body: { position: 'approve' } }),
      back(recused),
    );
    expect(closed.until('2027-05-30T00:00:00.000Z').ofType('consultation-closed').at(-1)?.data).toMatchObject(
      { invited: 3, tookPart: 2 },
    );
  });

  it('what was convened is convened again', () => {
    const story = back(aConvened()).until('2027-06-15T00:00:00.000Z');
    expect(story.pilot.status).toBe('consultation.convened');
    expect(story.pilot.consultation).toMatchObject({ present: null, earlier: [{ day: '2027-06-01' }] });
  });

  it('a consultation that a pilot left is not timed any more', () => {
    const ended = aConvened().give('cancel', { by: first, body: { reason } });
    expect(ended.agenda().wakeAt).toBeNull();
  });
});
