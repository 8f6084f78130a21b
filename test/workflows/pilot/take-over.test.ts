import { event, given } from '../../support/given';
import {
  completeProposal,
  coordinator,
  first,
  kenya,
  malawi,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
} from '../../support/pilot-people';
import { aDraft, aPilot, aSubmission, type Story } from '../../support/pilots';

const document = {
  sha256: 'b'.repeat(64),
  name: 'Letter of Kenya',
  date: '2026-05-01',
  issuer: 'Ministry',
  location: 'Registry 9',
};
const running = {
  step: 'proposal.endorsement',
  registeredOn: '2026-01-15',
  since: '2026-11-01',
  proposal: completeProposal,
  seats: [
    { kind: 'host_government', organisation: 'focal-ke', country: 'KE' },
    { kind: 'host_government', organisation: 'focal-mw', country: 'MW' },
  ],
  endorsements: [{ country: 'KE', heldOn: '2026-11-20' }],
  documents: [document],
  reason: 'It ran on paper until now.',
};
const proposed = (body: object = running, story = aPilot()): Story => story.give('take-over', { body });
const confirmed = (body: object = running): Story => proposed(body).takes(first, 'approve');
const refused = (body: object, code: string) =>
  given(aPilot())
    .when('take-over', { body: { ...running, ...body } })
    .refusal(code);

describe('Taking over (lifecycle.md section 2)', () => {
  it('a coordinator enters a running pilot, and the approving body has to confirm it', () => {
    given(aPilot())
      .when('take-over', { body: running })
      .then(
        event('decision-opened', {
          kind: 'act',
          rule: { rule: 'SINGLE', seat: 'approving_body-1' },
          act: { command: 'take-over', body: running },
        }),
      );
    expect(proposed().pilot.status).toBe('proposal.draft');
    given(aPilot()).when('take-over', { by: proponent, body: running }).refused('not-your-seat');
  });

  it('confirmed, it stands at the stated step with its dates, seats, endorsements and documents', () => {
    given(proposed())
      .when('take-position', { by: first, body: { decision: 'act-1', position: 'approve' } })
      .then(
        event('decision-resolved', { decision: 'act-1', outcome: 'approved' }),
        event('proposal-revised'),
        event('seat-filled', { seat: 'host_government-1' }),
        event('pilot-taken-over', {
          step: 'proposal.endorsement',
          since: '2026-11-01',
          registeredOn: '2026-01-15',
          endorsements: [{ country: 'KE', heldOn: '2026-11-20' }],
          documents: [document],
        }),
        event('step-entered', { from: 'proposal.draft', to: 'proposal.endorsement' }),
        event('decision-opened', { kind: 'endorsement' }),
      );
    expect(confirmed().pilot).toMatchObject({
      takenOver: true,
      submitted: true,
      documents: [document.sha256],
    });
  });

  it('not confirmed, it stays a draft', () =>
    expect(proposed().takes(first, 'object', { text: 'Not ours.' }).pilot.status).toBe('proposal.draft'));

  it('of a body with several seats a majority confirms', () => {
    const story = proposed(running, aPilot(sampleDirectory({ programmes: [programmeWith(3)] })));
    expect(story.takes(first, 'approve').pilot.status).toBe('proposal.draft');
    expect(story.takes(first, 'approve').takes(second, 'approve').pilot.status).toBe('proposal.endorsement');
  });

  it('clocks start at the take-over', () =>
    expect(confirmed().owed('position:endorsement-1:host_government-1').due.at).toBe(
      '2027-03-31T14:00:00.000Z',
    ));

  it('nothing before it reminds or lapses', () => {
    const story = confirmed().until('2027-03-16T00:00:00.000Z');
    expect(story.ofType('reminder-recorded')).toEqual([]);
    expect(story.owed('step:proposal.draft')).toMatchObject({ state: 'met' });
  });

  it('an endorsement given before is confirmed by its seat in one act', () => {
    given(confirmed())
      .when('confirm-endorsement', { by: kenya, body: { decision: 'endorsement-1' } })
      .then(event('position-taken', { carriedFrom: 'taken-over' }));
    given(confirmed())
      .when('confirm-endorsement', { by: malawi, body: { decision: 'endorsement-1' } })
      .refused('nothing-to-confirm');
  });

  const endorsed = {
    endorsements: [
      { country: 'KE', heldOn: '2026-11-20', conditions: ['Only native weevils.'] },
      { country: 'MW', heldOn: '2026-12-01' },
    ],
  };

  it.each([
    ['proposal.screening', 'step:proposal.screening:coordinator-1', {}],
    ['proposal.revision', 'step:proposal.revision:proponent-1', {}],
    ['proposal.concept_review', 'position:concept-1:approving_body-1', endorsed],
    ['consultation.convened', 'step:consultation.convened:coordinator-1', endorsed],
  ])('into %s, which has an owner and a due date from then on', (step, owed, more) => {
    const story = confirmed({ ...running, step, ...more });
    expect(story.pilot.status).toBe(step);
    expect(story.owed(owed)).toMatchObject({ state: 'open', opened: story.at });
  });

  it('into the consultation the clock to the appraisal starts with it', () =>
    expect(
      confirmed({ ...running, step: 'consultation.convened', ...endorsed }).owed('clock:appraisal').due,
    ).toMatchObject({
      at: '2028-09-01T14:00:00.000Z',
      explanation: '18 months after the take-over, 1 March 2027',
    }));

  const consulting = {
    ...endorsed,
    seats: [...running.seats, { kind: 'reviewer', organisation: 'secretariat' }],
  };
  const held = (step: string, consultation?: object): object => ({
    ...running,
    ...consulting,
    step,
    ...(consultation === undefined ? {} : { consultation }),
  });
  const said = { kind: 'reviewer', organisation: 'secretariat', text: 'Which weevil?' };

  it('into an open consultation: its seats are invited, and its window starts at the take-over', () => {
    const story = confirmed(
      held('consultation.open', { form: 'meeting', day: '2027-02-22', comments: [said] }),
    );
    expect(story.pilot.consultation.present).toMatchObject({
      form: 'meeting',
      day: '2027-02-22',
      invited: ['host_government-1', 'host_government-2', 'reviewer-1'],
      opened: story.at,
      comments: [{ seat: 'reviewer-1', text: 'Which weevil?' }],
      tookPart: [],
    });
    expect(story.owed('comment:consultation:host_government-1').due.explanation).toBe(
      '14 days after the take-over, 1 March 2027',
    );
    expect(story.owed('clock:appraisal').state).toBe('open');
  });

  it('into response: what was said is to be answered, and without comments the step passes at once', () => {
    const story = confirmed(held('consultation.response', { form: 'correspondence', comments: [said] }));
    expect(story.pilot.status).toBe('consultation.response');
    expect(story.owed('step:consultation.response:proponent-1').due.explanation).toBe(
      '30 days after the take-over, 1 March 2027',
    );
    expect(confirmed(held('consultation.response')).pilot.status).toBe('consultation.clearance');
  });

  it('into clearance: the seats are asked at the take-over', () =>
    expect(confirmed(held('consultation.clearance')).owed('position:clearance-1:reviewer-1')).toMatchObject({
      opened: '2027-03-01T09:00:00.000Z',
    }));

  it('a consultation is brought along only where the pilot stands in one, by seats that it has', () => {
    refused({ ...consulting, consultation: { form: 'correspondence' } }, 'invalid-body');
    refused(
      held('consultation.open', { form: 'meeting', comments: [{ ...said, kind: 'funder' }] }),
      'unknown-seat',
    );
    refused({ ...held('consultation.open'), seats: running.seats }, 'quorum-impossible');
  });

  it('rounds of revision that were used count', () => {
    const { rounds } = confirmed({ ...running, step: 'proposal.revision', rounds: 2 }).pilot;
    expect(rounds).toEqual({ used: 3, allowed: 3 });
  });

  it('what else is open is owed by its seat and confirmed or waived', () => {
    const body = {
      ...running,
      obligations: [{ label: 'Send the baseline', kind: 'proponent', due: '2027-05-01' }],
    };
    const story = confirmed(body);
    const carried = 'carried:take-over:proponent-1';
    expect(story.owed(carried)).toMatchObject({
      label: 'Send the baseline',
      due: { at: '2027-05-01T14:00:00.000Z' },
    });
    given(story)
      .when('meet-obligation', { body: { obligation: carried, note: 'Received.' } })
      .then(event('obligation-met'));
    given(story)
      .when('waive-obligation', { by: first, body: { obligation: carried, reason: 'Known.' } })
      .then(event('obligation-waived'));
    given(story)
      .when('waive-obligation', { by: kenya, body: { obligation: carried, reason: 'Known.' } })
      .refused('not-your-seat');
  });

  it('dates do not contradict each other', () => {
    const pointers = (body: object) =>
      refused(body, 'dates-contradict').errors?.map(({ pointer }) => pointer);
    expect(pointers({ since: '2027-03-02' })).toEqual(['/since']);
    expect(pointers({ registeredOn: '2026-12-01' })).toEqual(['/since', '/endorsements/0/heldOn']);
    expect(pointers({ endorsements: [{ country: 'KE', heldOn: '2027-03-02' }] })).toEqual([
      '/endorsements/0/heldOn',
    ]);
    expect(pointers({ obligations: [{ label: 'Send', kind: 'proponent', due: '2027-03-01' }] })).toEqual([
      '/obligations/0/due',
    ]);
  });

  it('past endorsement every country has endorsed', () => {
    expect(refused({ step: 'proposal.concept_review' }, 'incomplete').detail).toContain('MW');
    refused({ endorsements: [{ country: 'UG', heldOn: '2026-11-20' }] }, 'unknown-country');
  });

  it('the proposal is complete, unless it is in revision', () => {
    const { problem, ...rest } = completeProposal;
    expect(problem).not.toBe('');
    refused({ proposal: rest }, 'incomplete');
    expect(confirmed({ ...running, step: 'proposal.revision', proposal: rest }).pilot.status).toBe(
      'proposal.revision',
    );
  });

  it('its seats follow the rules of seats', () => {
    refused(
      { seats: [{ kind: 'host_government', organisation: 'institute', country: 'KE' }] },
      'not-the-focal-point',
    );
    refused({ seats: [{ kind: 'finance', organisation: 'treasury' }] }, 'not-your-seat');
    refused({ seats: [] }, 'seat-empty');
    refused({ obligations: [{ label: 'Pay', kind: 'funder', due: '2027-05-01' }] }, 'unknown-seat');
  });

  it('a document is named once', () => {
    refused({ documents: [document, document] }, 'document-used');
  });

  it('only while it is a draft', () =>
    given(aSubmission()).when('take-over', { body: running }).refused('not-now'));

  it('a draft that was prepared is taken over as it stands', () => {
    const { registeredOn, since, reason } = running;
    const story = aDraft().give('take-over', {
      body: { step: 'proposal.screening', registeredOn, since, reason },
    });
    expect(story.takes(first, 'approve').pilot.status).toBe('proposal.screening');
    expect(story.actions(coordinator)).toContain('take-over');
  });
});
