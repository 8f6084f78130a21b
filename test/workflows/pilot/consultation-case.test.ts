import { Value } from '@sinclair/typebox/value';

import { CaseSchema } from '../../../api/case-schema';
import type { Caller } from '../../../workflows/decider';
import { caseOf } from '../../../workflows/pilot/case';
import { pilot as decider } from '../../../workflows/pilot/decider';
import { portfolioRow } from '../../../workflows/pilot/portfolio';
import { seesEvent, sightOf } from '../../../workflows/pilot/sight';
import {
  aClearance,
  afterWindow,
  anOpenConsultation,
  aResponse,
  reviewer,
  says,
  toConvene,
} from '../../support/consultations';
import { coordinator, first, kenya, malawi, proponent, sampleDirectory } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'Another lake was chosen.';
const stranger: Caller = { door: 'http', person: 'dagny', organisation: 'donor' };
const seenBy = (story: Story, caller: Caller) =>
  caseOf(story.pilot, {
    at: story.at,
    sight: sightOf(story.pilot, caller, story.directory, story.at),
    actions: decider.actions(story.pilot, { caller, at: story.at }, story.directory),
    agenda: story.agenda(),
  });
const commandsOf = (story: Story, caller: Caller) =>
  seenBy(story, caller).actions.map(({ command }) => command);
const convened = (): Story => toConvene().give('convene', { body: { form: 'meeting', day: '2027-04-12' } });
const inquorate = (): Story => anOpenConsultation().until('2027-04-07T00:00:00.000Z');

describe('The case in the consultation (api.md)', () => {
  it('shows the consultation: form, window, who is invited, and who has taken part', () => {
    expect(seenBy(toConvene(), kenya).consultation).toBeNull();
    expect(seenBy(convened(), kenya).consultation).toMatchObject({
      form: 'meeting',
      day: '2027-04-12',
      opened: null,
    });
    expect(seenBy(says(anOpenConsultation(), reviewer, 'Which weevil?'), kenya).consultation).toMatchObject({
      form: 'correspondence',
      closes: '2027-03-29T21:00:00.000Z',
      invited: ['host_government-1', 'host_government-2', 'reviewer-1'],
      quorum: {
        percent: 50,
        hostGovernments: 1,
        attendance: { invited: 3, tookPart: 1, hostGovernments: 0 },
      },
      comments: [{ id: 'comment-1', seat: 'reviewer-1', text: 'Which weevil?', answer: null }],
    });
  });

  it('and the last one that was held, while the pilot is revised', () => {
    const returned = aClearance()
      .takes(malawi, 'approve')
      .takes(reviewer, 'approve')
      .takes(kenya, 'request_changes', { text: reason });
    expect(seenBy(returned, kenya).consultation).toMatchObject({ closed: { quorate: true } });
  });

  it('fits its schema in every step', () => {
    for (const story of [
      toConvene(),
      convened(),
      anOpenConsultation(),
      inquorate(),
      aResponse(),
      aClearance(),
    ]) {
      const shown = { ...JSON.parse(JSON.stringify(seenBy(story, coordinator))) } as unknown;
      expect(
        [...Value.Errors(CaseSchema, shown)].filter(({ path }) => path.startsWith('/consultation')),
      ).toEqual([]);
    }
  });

  it.each([
    [
      'to be convened',
      toConvene,
      coordinator,
      ['convene'],
      ['set-meeting-date', 'confirm-meeting', 'invite-seat'],
    ],
    [
      'convened on a day',
      convened,
      coordinator,
      ['convene', 'set-meeting-date', 'invite-seat'],
      ['confirm-meeting'],
    ],
    [
      'open',
      anOpenConsultation,
      coordinator,
      ['extend-consultation', 'invite-seat'],
      ['accept-inquorate', 'convene'],
    ],
    ['open', anOpenConsultation, kenya, ['comment'], ['answer-comment', 'take-position']],
    [
      'without a quorum',
      inquorate,
      coordinator,
      ['extend-consultation', 'accept-inquorate'],
      ['continue-by-correspondence'],
    ],
    ['in response', aResponse, proponent, ['answer-comment'], ['comment']],
    ['in response', aResponse, kenya, [], ['answer-comment', 'comment']],
    ['in clearance', aClearance, reviewer, ['take-position'], ['comment']],
  ] as const)('actions: %s', (_when, story, caller, offered, withheld) => {
    const commands = commandsOf(story(), caller);
    expect(commands).toEqual(expect.arrayContaining([...offered]));
    for (const command of withheld) expect(commands).not.toContain(command);
  });

  it.each([
    [toConvene, ['coordinator-1']],
    [convened, ['coordinator-1']],
    [anOpenConsultation, ['coordinator-1', 'host_government-1', 'host_government-2', 'reviewer-1']],
    [inquorate, ['coordinator-1']],
    [aResponse, ['proponent-1']],
    [aClearance, ['host_government-1', 'host_government-2', 'reviewer-1']],
  ])('waitingOn names who has to act, by when, and what happens if not: %#', (story, seats) => {
    const { waitingOn } = seenBy(story(), coordinator);
    expect(waitingOn.map(({ seat }) => seat)).toEqual(expect.arrayContaining([...seats]));
    for (const { due, whatHappensIfNot } of waitingOn) {
      expect(due).not.toBeNull();
      expect(whatHappensIfNot).not.toBe('');
    }
  });

  it('next says what the clock does: opening and closing of the consultation', () => {
    expect(convened().until('2027-04-12T05:00:00.000Z').agenda().wakeFor).toBe('opening of the consultation');
    expect(anOpenConsultation().until('2027-03-29T20:00:00.000Z').agenda()).toMatchObject({
      wakeAt: '2027-03-29T21:00:00.000Z',
      wakeFor: 'closing of the consultation',
    });
  });

  it('explanation: every due date says how it came about', () => {
    for (const story of [convened(), anOpenConsultation(), inquorate(), aResponse(), aClearance()])
      for (const { explanation } of seenBy(story, coordinator).obligations)
        expect(explanation).toMatch(/20\d\d/);
    expect(inquorate().owed('comment:consultation:reviewer-1').due.explanation).toContain(
      'extended once to 5 April 2027 by the rule of the consultation',
    );
  });
});

describe('Sight (lifecycle.md section 1)', () => {
  it('title, countries and status are public only once the consultation has opened', () => {
    expect(portfolioRow(convened().pilot).public).toBe(false);
    expect(portfolioRow(anOpenConsultation().pilot).public).toBe(true);
    expect(sightOf(convened().pilot, stranger, convened().directory, convened().at).extent).toBe('nothing');
    expect(
      sightOf(anOpenConsultation().pilot, stranger, convened().directory, anOpenConsultation().at).extent,
    ).toBe('public');
  });

  it('and from then on, also where the pilot is ended or convened again', () => {
    const ended = anOpenConsultation().give('withdraw', { by: proponent, body: { reason } });
    expect(portfolioRow(ended.pilot).public).toBe(true);
    const never = convened().give('withdraw', { by: proponent, body: { reason } });
    expect(portfolioRow(never.pilot).public).toBe(false);
    const again = [kenya, malawi, first].reduce(
      (story, by) => story.takes(by, 'approve'),
      aClearance()
        .takes(malawi, 'approve')
        .takes(reviewer, 'approve')
        .takes(kenya, 'request_changes', { text: reason })
        .give('revise-proposal', { by: proponent, body: { focalArea: 'Water' } })
        .submitted()
        .accepted(),
    );
    expect(again.pilot.status).toBe('consultation.convened');
    expect(portfolioRow(again.pilot).public).toBe(true);
  });

  const taken = (): Story =>
    anOpenConsultation().give('comment', { by: kenya, body: { position: 'approve' } });
  const positionsSeen = (story: Story, by: Caller) => seenBy(story, by).consultation?.positions.length;
  const eventSeen = (story: Story, by: Caller): boolean => {
    const [position] = story.ofType('consultation-position-taken');
    if (position === undefined) throw new Error('Nobody took a position.');
    return seesEvent(story.pilot, sightOf(story.pilot, by, story.directory, story.at), position);
  };

  it('a position is its seat’s and the coordinator’s until the consultation closes, then the participants’', () => {
    for (const [by, sees] of [
      [kenya, true],
      [coordinator, true],
      [malawi, false],
      [proponent, false],
    ] as const) {
      expect(positionsSeen(taken(), by)).toBe(sees ? 1 : 0);
      expect(eventSeen(taken(), by)).toBe(sees);
    }
    const closed = taken()
      .give('comment', { by: malawi, body: { position: 'approve' } })
      .until(afterWindow);
    expect(positionsSeen(closed, proponent)).toBe(2);
    expect(eventSeen(closed, proponent)).toBe(true);
  });

  it('comments are the participants’ at once', () =>
    expect(
      seenBy(says(anOpenConsultation(), kenya, 'Name the lake.'), malawi).consultation?.comments,
    ).toHaveLength(1));
});

const withForum = sampleDirectory({
  meetings: [{ id: 'forum-7', version: 1, name: 'the seventh forum', day: '2027-03-01' }],
});

describe('One consultation may take up several pilots; each has its own record', () => {
  it('the same meeting, with other comments and another end in each', () => {
    const atForum = () =>
      toConvene(withForum).give('convene', { body: { form: 'meeting', meeting: 'forum-7' } });
    const quorate = says(says(atForum(), kenya, 'Name the lake.'), reviewer, 'Which weevil?').until(
      afterWindow,
    );
    const other = atForum().until(afterWindow);
    expect(quorate.pilot).toMatchObject({
      status: 'consultation.response',
      consultation: { present: { meeting: 'forum-7', comments: [{ id: 'comment-1' }, { id: 'comment-2' }] } },
    });
    expect(other.pilot).toMatchObject({
      status: 'consultation.open',
      consultation: { present: { meeting: 'forum-7', comments: [] } },
    });
  });
});
