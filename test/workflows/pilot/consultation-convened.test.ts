import { clockCaller } from '../../../workflows/decider';
import { pilot as decider } from '../../../workflows/pilot/decider';
import { event, given } from '../../support/given';
import { toConvene } from '../../support/consultations';
import { coordinator, kenya, programmeWith, proponent, sampleDirectory } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'The hall is free then.';
const meeting = (day?: string, more: object = {}) => ({
  body: { form: 'meeting', ...(day === undefined ? {} : { day }), ...more },
});
const correspondence = { body: { form: 'correspondence' } };
const undated = (): Story => toConvene().give('convene', meeting());
const dated = (): Story => toConvene().give('convene', meeting('2027-04-12'));
const convening = 'step:consultation.convened:coordinator-1';

describe('Consultation, convened (lifecycle.md section 2)', () => {
  it('waits for invited seats, and a date or “by correspondence” within 60 days', () => {
    expect(toConvene().owed(convening)).toMatchObject({
      owner: 'coordinator-1',
      due: { at: '2027-04-30T14:00:00.000Z' },
      endsIn: 'last-resort',
    });
    given(toConvene())
      .when('convene', meeting('2027-04-12'))
      .then(
        event('consultation-convened', { form: 'meeting' }),
        event('obligation-met', { obligation: convening }),
      );
  });

  it('is the coordinator’s to convene', () =>
    given(toConvene())
      .when('convene', { by: proponent, ...correspondence })
      .refused('not-your-seat'));

  it('all seats that clearance needs are invited', () =>
    given(toConvene())
      .when('convene', correspondence)
      .then(
        event('seat-invited', { seat: 'host_government-1' }),
        event('seat-invited', { seat: 'host_government-2' }),
        event('seat-invited', { seat: 'reviewer-1' }),
      ));

  it('whoever is invited is told', () => {
    const story = dated();
    const [invitation] = story.ofType('seat-invited');
    if (invitation === undefined) throw new Error('Nobody was invited.');
    expect(decider.outbox(story.pilot, invitation)).toEqual([
      {
        kind: 'seat-invited',
        body: {
          pilot: 'sample',
          seat: 'host_government-1',
          organisation: 'focal-ke',
          persons: ['kamau', 'kioko'],
          day: '2027-04-12',
        },
      },
    ]);
  });

  it('other seats may be invited with them, but not those who hold it, answer in it, or only read', () => {
    const story = toConvene().give('fill-seat', { body: { kind: 'funder', organisation: 'donor' } });
    given(story)
      .when('convene', meeting('2027-04-12', { invite: ['funder-1'] }))
      .then(event('seat-invited', { seat: 'funder-1' }));
    given(story)
      .when('convene', meeting('2027-04-12', { invite: ['proponent-1'] }))
      .refused('wrong-seat');
    given(story)
      .when('convene', meeting('2027-04-12', { invite: ['coordinator-1'] }))
      .refused('wrong-seat');
    const refusal = given(story)
      .when('convene', meeting('2027-04-12', { invite: ['funder-1', 'funder-2'] }))
      .refusal('unknown-seat');
    expect(refusal.errors).toMatchObject([{ pointer: '/invite/1' }]);
  });

  it('a seat that was filled later can be invited, once', () => {
    const story = dated().give('fill-seat', { body: { kind: 'funder', organisation: 'donor' } });
    const invite = { body: { seat: 'funder-1' } };
    given(story).when('invite-seat', invite).thenOnly('seat-invited');
    given(story.give('invite-seat', invite)).when('invite-seat', invite).refused('seat-taken');
    given(story)
      .when('invite-seat', { body: { seat: 'funder-7' } })
      .refused('unknown-seat');
    given(toConvene())
      .when('invite-seat', { body: { seat: 'reviewer-1' } })
      .refused('not-now');
  });

  it('a seat that clearance needs and that was filled later is invited when it opens', () => {
    const story = toConvene()
      .give('convene', meeting('2027-04-12'))
      .give('fill-seat', { body: { kind: 'reviewer', organisation: 'other-institute' } })
      .until('2027-04-12T06:00:00.000Z');
    expect(story.pilot.consultation.present?.invited).toContain('reviewer-2');
    expect(story.owed('comment:consultation:reviewer-2').state).toBe('open');
  });

  it('quorum-impossible names what is missing already when it is convened', () => {
    const story = toConvene().give('vacate-seat', { body: { seat: 'reviewer-1', reason } });
    const refusal = given(story).when('convene', correspondence).refusal('quorum-impossible');
    expect(refusal.detail).toContain('1 reviewer; there are 0');
    const actions = decider.actions(story.pilot, { caller: coordinator, at: story.at }, story.directory);
    expect(actions.find(({ command }) => command === 'convene')?.missing).toEqual([
      { pointer: '/seats', detail: 'Fill for the clearance 1 reviewer; there are 0.' },
    ]);
  });

  it('the quorum needs a host government that can come', () => {
    const { ruleBook, institutions } = programmeWith(1);
    const quorum = { value: { percent: 50, hostGovernments: 3 }, source: 'test' };
    const directory = sampleDirectory({
      programmes: [
        { institutions, ruleBook: { ...ruleBook, consultation: { ...ruleBook.consultation, quorum } } },
      ],
    });
    const refusal = given(toConvene(directory)).when('convene', correspondence).refusal('quorum-impossible');
    expect(refusal.detail).toContain('3 host governments; there are 2');
  });

  it('opens at once by correspondence', () =>
    given(toConvene())
      .when('convene', correspondence)
      .then(
        event('consultation-convened', { form: 'correspondence', day: null, opens: null }),
        event('step-entered', { from: 'consultation.convened', to: 'consultation.open' }),
        event('consultation-opened'),
      ));

  it('a consultation by correspondence has no meeting and no day', () =>
    given(toConvene())
      .when('convene', { body: { form: 'correspondence', day: '2027-04-12' } })
      .refused('dates-contradict'));

  it('opens on the day, at 09:00 where the coordinator is', () => {
    const story = dated().until('2027-04-12T05:59:00.000Z');
    expect(story.pilot.status).toBe('consultation.convened');
    expect(story.agenda()).toMatchObject({
      wakeAt: '2027-04-12T06:00:00.000Z',
      wakeFor: 'opening of the consultation',
    });
    given(story)
      .when('tick', { by: clockCaller, at: '2027-04-12T06:00:00.000Z' })
      .then(event('step-entered', { to: 'consultation.open' }), event('consultation-opened'));
  });

  it('until then the coordinator owes the meeting on its day', () =>
    expect(dated().owed(`${convening}#2`)).toMatchObject({
      label: 'Hold the consultation on its day',
      due: { at: '2027-04-12T14:00:00.000Z', explanation: '12 April 2027, the day of the meeting' },
      endsIn: 'last-resort',
    }));

  it('a meeting that is today opens at once', () =>
    expect(toConvene().give('convene', meeting('2027-03-01')).pilot.status).toBe('consultation.open'));

  it('the days of a meeting are days to come, in their order', () => {
    const pointers = (body: object) =>
      given(toConvene())
        .when('convene', { body })
        .refusal('dates-contradict')
        .errors?.map((each) => each.pointer);
    expect(pointers({ form: 'meeting', day: '2027-02-28' })).toEqual(['/day']);
    expect(pointers({ form: 'meeting', day: '2027-04-12', lastDay: '2027-04-11' })).toEqual(['/lastDay']);
    given(toConvene())
      .when('convene', { body: { form: 'meeting', lastDay: '2027-04-11' } })
      .refused('dates-contradict');
  });

  it('the meeting may have no date yet', () => {
    given(toConvene(withForum))
      .when('convene', meeting(undefined, { meeting: 'forum-7' }))
      .then(
        event('consultation-convened', { form: 'meeting', meeting: 'forum-7', day: null, lastDay: null }),
      );
    expect(undated().until('2027-04-20T00:00:00.000Z').pilot.status).toBe('consultation.convened');
  });

  it('convened again, the last word stands', () =>
    given(dated())
      .when('convene', correspondence)
      .then(event('consultation-convened', { form: 'correspondence' }), event('consultation-opened')));

  it('a small pilot is measured in the programme’s currency: without a rate it is refused rate-missing', () => {
    const euros = { roughBudget: { amount: '40000.00', currency: 'EUR', modality: 'trust_fund' } };
    const refusal = given(toConvene(sampleDirectory(), euros))
      .when('convene', correspondence)
      .refusal('rate-missing');
    expect(refusal.detail).toContain('no recorded rate from EUR to USD');
  });
});

const withForum = sampleDirectory({
  meetings: [{ id: 'forum-7', version: 1, name: 'the seventh forum', day: null }],
});

describe('For an undated meeting the coordinator confirms every 60 days that it is expected', () => {
  const expected = `${convening}#2`;
  const confirmed = (story: Story, at: string): Story => story.until(at).give('confirm-meeting');
  const twice = (): Story =>
    confirmed(confirmed(undated(), '2027-04-30T09:00:00.000Z'), '2027-06-29T09:00:00.000Z');

  it('owes it within 60 days, with a last resort', () =>
    expect(undated().owed(expected)).toMatchObject({
      label: 'Confirm that the meeting is still expected, or set its date',
      due: { at: '2027-04-30T14:00:00.000Z' },
      endsIn: 'last-resort',
    }));

  it('confirmed, it owes it again 60 days later', () => {
    given(undated().until('2027-04-30T09:00:00.000Z'))
      .when('confirm-meeting', { body: { note: 'The secretariat said so.' } })
      .then(
        event('meeting-confirmed', { note: 'The secretariat said so.' }),
        event('obligation-met', { obligation: expected }),
        event('obligation-opened', { due: { at: '2027-06-29T14:00:00.000Z' } }),
      );
  });

  it('and the third time sets a date or goes by correspondence', () => {
    expect(twice().owed(convening)).toMatchObject({
      label: 'Set the date of the meeting, or hold the consultation by correspondence',
    });
    const refusal = given(twice()).when('confirm-meeting').refusal('not-now');
    expect(refusal.detail).toContain(
      'the third time, set its date or hold the consultation by correspondence',
    );
    expect(twice().actions(kenya)).not.toContain('confirm-meeting');
    expect(twice().give('convene', correspondence).pilot.status).toBe('consultation.open');
    expect(
      twice().give('set-meeting-date', { body: { day: '2027-09-01', reason } }).pilot.consultation.present,
    ).toMatchObject({ day: '2027-09-01' });
  });

  it('convening the same meeting again does not begin the count anew', () =>
    given(twice().give('convene', meeting())).when('confirm-meeting').refused('not-now'));

  it('not confirmed, the approving body is called after 30 more days', () => {
    const story = undated().until('2027-05-31T00:00:00.000Z');
    expect(story.owed('last_resort')).toMatchObject({ subject: expected, owner: 'approving_body-1' });
  });

  it('a meeting with a date, and a consultation without a meeting, have nothing to confirm', () => {
    given(dated()).when('confirm-meeting').refused('not-now');
    given(toConvene()).when('confirm-meeting').refused('not-now');
  });
});

describe('set-meeting-date: what depends on the date moves with it', () => {
  it('gives an undated meeting its days', () =>
    given(undated())
      .when('set-meeting-date', { body: { day: '2027-05-10', lastDay: '2027-05-12', reason } })
      .then(
        event('meeting-date-set', {
          day: '2027-05-10',
          lastDay: '2027-05-12',
          opens: '2027-05-10T06:00:00.000Z',
          reason,
        }),
        event('obligation-met', { obligation: `${convening}#2` }),
        event('obligation-opened', { due: { at: '2027-05-10T14:00:00.000Z' } }),
      ));

  it('moves the day, and the opening with it', () => {
    const story = dated().give('set-meeting-date', { body: { day: '2027-05-10', reason } });
    expect(story.until('2027-05-09T00:00:00.000Z').pilot.status).toBe('consultation.convened');
    expect(story.until('2027-05-10T06:00:00.000Z').pilot.status).toBe('consultation.open');
  });

  it('or leaves it without a date again', () => {
    const story = dated().give('set-meeting-date', { body: { day: null, reason } });
    expect(story.until('2027-04-20T00:00:00.000Z').pilot.status).toBe('consultation.convened');
    expect(story.owed(convening).label).toBe('Confirm that the meeting is still expected, or set its date');
  });

  it('only where a meeting is convened, and for a day to come', () => {
    given(toConvene())
      .when('set-meeting-date', { body: { day: '2027-05-10', reason } })
      .refused('not-now');
    given(dated())
      .when('set-meeting-date', { body: { day: '2027-02-10', reason } })
      .refused('dates-contradict');
  });
});
