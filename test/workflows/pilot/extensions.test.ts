import type { Caller } from '../../../workflows/decider';
import { event, given } from '../../support/given';
import {
  coordinator,
  first,
  kenya,
  malawi,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
  third,
} from '../../support/pilot-people';
import { aConcept, anEndorsement, aPilot, aSubmission, type Story } from '../../support/pilots';

const reason = 'The unit was moved.';
const screening = 'step:proposal.screening:coordinator-1';
const draft = 'step:proposal.draft:proponent-1';
const extend = (obligation: string, by: object, more: object = {}, caller: Caller = coordinator) => ({
  by: caller,
  body: { obligation, by, reason, ...more },
});
const extended = (story: Story, by: object, more: object = {}, caller: Caller = coordinator): Story =>
  story.give('extend-obligation', extend(screening, by, more, caller));

describe('Extend (lifecycle.md section 4)', () => {
  it('adds days or months, with reason and authority, and the explanation says so', () =>
    given(aSubmission())
      .when('extend-obligation', extend(screening, { add: { days: 5 } }))
      .then(
        event('obligation-moved', {
          obligation: screening,
          reason,
          due: {
            at: '2027-03-20T14:00:00.000Z',
            explanation: expect.stringMatching(
              /^10 working days .*; extended once by 5 days by the coordinator$/,
            ) as unknown,
          },
          lastResortAt: '2027-04-19T14:00:00.000Z',
        }),
      ));

  it('or to a day', () =>
    expect(extended(aSubmission(), { to: '2027-03-22' }).owed(screening).due.at).toBe(
      '2027-03-22T14:00:00.000Z',
    ));

  it('adds to earlier extensions, or replaces them', () => {
    const once = extended(aSubmission(), { add: { days: 5 } });
    expect(extended(once, { add: { days: 6 } }).owed(screening).due.at).toBe('2027-03-26T14:00:00.000Z');
    expect(extended(once, { add: { days: 6 } }, { replaces: true }).owed(screening).due.at).toBe(
      '2027-03-21T14:00:00.000Z',
    );
  });

  it('an extension never makes a date earlier', () => {
    const once = extended(aSubmission(), { add: { days: 5 } });
    for (const by of [{ to: '2027-03-19' }, { to: '2027-03-20' }])
      given(once).when('extend-obligation', extend(screening, by)).refused('not-extendable');
    given(once)
      .when('extend-obligation', extend(screening, { add: { days: 2 } }, { replaces: true }))
      .refused('not-extendable');
  });

  it('nor to a day that has passed', () =>
    given(aSubmission().later('2027-03-25T09:00:00.000Z'))
      .when('extend-obligation', extend(screening, { add: { days: 5 } }))
      .refused('not-extendable'));

  it('after a final one any further is refused', () =>
    given(extended(aSubmission(), { add: { days: 5 } }, { final: true }))
      .when('extend-obligation', extend(screening, { add: { days: 5 } }))
      .refused('not-extendable'));

  it('the coordinator extends a clock without lapse by at most its own length in all', () => {
    given(aSubmission())
      .when('extend-obligation', extend(screening, { to: '2027-03-29' }))
      .then(event('obligation-moved'));
    given(aSubmission())
      .when('extend-obligation', extend(screening, { to: '2027-03-30' }))
      .refused('not-extendable');
    const once = extended(aSubmission(), { add: { days: 10 } });
    given(once)
      .when('extend-obligation', extend(screening, { add: { days: 5 } }))
      .refused('not-extendable');
  });

  it('anything more: the approving body', () =>
    given(aSubmission())
      .when('extend-obligation', extend(screening, { to: '2027-12-31' }, {}, first))
      .then(
        event('obligation-moved', {
          due: { explanation: expect.stringContaining('by the approving body') as unknown },
        }),
      ));

  it('every lapse clock: the approving body', () => {
    given(aPilot())
      .when('extend-obligation', extend(draft, { add: { days: 1 } }))
      .refused('not-extendable');
    given(aPilot())
      .when('extend-obligation', extend(draft, { add: { months: 3 } }, {}, first))
      .then(
        event('obligation-moved', {
          due: { at: '2028-05-29T14:00:00.000Z' },
          lapsesAt: '2028-05-29T14:00:00.000Z',
        }),
      );
    expect(aPilot().actions(coordinator)).not.toContain('extend-obligation');
    expect(aSubmission().actions(coordinator)).toContain('extend-obligation');
  });

  it('an extended lapse needs new notices', () => {
    // Due on a Saturday: what would remind on that day gives way to Friday, and stands for the day before.
    const story = aPilot()
      .until('2028-02-28T12:00:00.000Z')
      .give('extend-obligation', extend(draft, { add: { days: 60 } }, {}, first));
    expect(story.until('2028-04-28T00:00:00.000Z').pilot.status).toBe('proposal.draft');
    const end = story.until('2028-05-02T00:00:00.000Z');
    expect(end.pilot.status).toBe('lapsed');
    expect(end.ofType('reminder-recorded').map(({ data }) => (data as { offset: unknown }).offset)).toEqual([
      -30, -14, -7, -1, -30, -14, -7, 0,
    ]);
  });

  it('a final notice is void when the date moves', () => {
    const noticed = aPilot().until('2028-02-20T00:00:00.000Z').tick('2028-02-29T15:00:00.000Z');
    const story = noticed.give('extend-obligation', extend(draft, { add: { days: 60 } }, {}, first));
    expect(story.until('2028-03-31T00:00:00.000Z').pilot.status).toBe('proposal.draft');
    expect(story.until('2028-05-02T00:00:00.000Z').pilot.status).toBe('lapsed');
  });

  it('of a position moves the closing time of its decision', () =>
    given(anEndorsement())
      .when('extend-obligation', extend('position:endorsement-1:host_government-1', { add: { days: 10 } }))
      .then(event('decision-extended', { closes: '2027-04-10T14:00:00.000Z' })));

  it('needs a written reason, and something open', () => {
    given(aSubmission())
      .when('extend-obligation', { body: { obligation: screening, by: { add: { days: 1 } } } })
      .refused('invalid-body');
    given(aSubmission())
      .when('extend-obligation', extend(draft, { add: { days: 1 } }))
      .refused('unknown-obligation');
  });

  it('is not the proponent’s', () =>
    given(aSubmission())
      .when('extend-obligation', extend(screening, { add: { days: 1 } }, {}, proponent))
      .refused('not-your-seat'));
});

describe('Waivers and confirmations', () => {
  const conditions = [{ text: 'Only native weevils.' }];
  const conditional = (): Story =>
    anEndorsement().takes(kenya, 'approve_with_conditions', { conditions }).takes(malawi, 'approve');
  const condition = 'condition:endorsement-1:proponent-1';
  const document = {
    sha256: 'a'.repeat(64),
    name: 'Report on weevils',
    date: '2027-03-01',
    issuer: 'Institute',
    location: 'Registry 7',
  };
  const confirm = { body: { obligation: condition, note: 'Seen on site.', documents: [document] } };

  it('a condition is waived by who set it', () => {
    given(conditional())
      .when('waive-obligation', { by: kenya, body: { obligation: condition, reason } })
      .then(event('obligation-waived', { obligation: condition, reason }));
    for (const by of [malawi, first, coordinator])
      given(conditional())
        .when('waive-obligation', { by, body: { obligation: condition, reason } })
        .refused('not-your-seat');
    expect(conditional().actions(kenya)).toContain('waive-obligation');
    expect(conditional().actions(malawi)).not.toContain('waive-obligation');
  });

  it('one that the approving body set, by the approving body', () => {
    const story = aConcept(sampleDirectory(), [kenya, malawi]).takes(first, 'approve_with_conditions', {
      conditions,
    });
    given(story)
      .when('waive-obligation', {
        by: first,
        body: { obligation: 'condition:concept-1:proponent-1', reason },
      })
      .then(event('obligation-waived'));
  });

  it('the position of a country with a veto is not waived', () =>
    given(anEndorsement())
      .when('waive-obligation', {
        by: first,
        body: { obligation: 'position:endorsement-1:host_government-1', reason },
      })
      .refused('veto-stands'));

  it('what the pilot cannot go on without is not waived', () => {
    for (const story of [aPilot(), aSubmission().give('return-proposal', { body: { reason } })])
      given(story)
        .when('waive-obligation', {
          by: first,
          body: { obligation: story.pilot.obligations.at(-1)?.id, reason },
        })
        .refused('not-waivable');
  });

  it('a waiver needs a written reason', () =>
    given(conditional())
      .when('waive-obligation', { by: kenya, body: { obligation: condition } })
      .refused('invalid-body'));

  it('coordinator or finance confirm that a condition is met, with documents by hash', () => {
    given(conditional())
      .when('meet-obligation', confirm)
      .then(event('obligation-met', { obligation: condition, documents: [document] }));
    given(conditional())
      .when('meet-obligation', { ...confirm, by: proponent })
      .refused('not-your-seat');
  });

  it('nobody confirms what her own organisation owes', () => {
    const story = anEndorsement()
      .takes(kenya, 'approve_with_conditions', { conditions: [{ ...conditions[0], owner: 'coordinator-1' }] })
      .takes(malawi, 'approve');
    given(story)
      .when('meet-obligation', {
        body: { obligation: 'condition:endorsement-1:coordinator-1', note: 'Done.' },
      })
      .refused('segregation');
  });

  it('the same document does not serve twice without a reason', () => {
    const twice = anEndorsement()
      .takes(kenya, 'approve_with_conditions', { conditions: [...conditions, { text: 'Publish.' }] })
      .takes(malawi, 'approve')
      .give('meet-obligation', confirm);
    const other = { ...confirm.body, obligation: `${condition}#2` };
    given(twice).when('meet-obligation', { body: other }).refused('document-used');
    given(twice)
      .when('meet-obligation', { body: { ...other, reason: 'It reports on both.' } })
      .then(event('obligation-met'));
    given(conditional())
      .when('meet-obligation', { body: { ...confirm.body, documents: [document, document] } })
      .refused('document-used');
  });

  it('what is done by an act of its own is not confirmed', () =>
    given(aSubmission())
      .when('meet-obligation', { body: { obligation: screening, note: 'Done.' } })
      .refused('not-now'));
});

describe('The position of a member that has no veto', () => {
  const waive = (decision: string, seat: string, by: Caller): { by: Caller; body: object } => ({
    by,
    body: { obligation: `position:${decision}:${seat}`, reason },
  });

  it('is waived by the approving body: the seat is asked no more, and the decision resolves without it', () => {
    const three = sampleDirectory({ programmes: [programmeWith(3)] });
    const story = aConcept(three, [kenya, malawi])
      .takes(first, 'approve')
      .give('waive-obligation', waive('concept-1', 'approving_body-3', first));
    expect(story.pilot.status).toBe('proposal.concept_review');
    given(story.give('take-position', { by: second, body: { decision: 'act-1', position: 'approve' } }))
      .when('take-position', { by: third, body: { decision: 'concept-1', position: 'approve' } })
      .refused('not-asked');
    given(story)
      .when('take-position', { by: second, body: { decision: 'act-1', position: 'approve' } })
      .then(
        event('decision-resolved', { decision: 'act-1', outcome: 'approved' }),
        event('obligation-waived'),
        event('seat-released', { decision: 'concept-1', seat: 'approving_body-3', reason }),
      );
  });

  it('is offered to the body for positions and a screening, and for nothing that it cannot waive', () => {
    expect(aConcept(sampleDirectory(), [kenya, malawi]).actions(first)).toContain('waive-obligation');
    expect(aSubmission().actions(first)).toContain('waive-obligation');
    expect(aPilot().actions(first)).not.toContain('waive-obligation');
  });

  it('not where nobody would be left to decide', () =>
    given(aConcept(sampleDirectory(), [kenya, malawi]))
      .when('waive-obligation', waive('concept-1', 'approving_body-1', first))
      .refused('quorum-impossible'));
});
