import { clockCaller, type Day } from '../../../workflows/decider';
import { sourcesOfPilot } from '../../../workflows/pilot/clock/recompute';
import { toConvene } from '../../support/consultations';
import { aSignature, fundedProgramme, paper, signatories, signedBy } from '../../support/funding';
import { event, given } from '../../support/given';
import {
  coordinator,
  first,
  malawi,
  organisations,
  persons,
  sampleDirectory,
} from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const forum = { id: 'forum-7', version: 1, name: 'the seventh forum' };
const withForum = (day: Day | null, firstDay?: Day) =>
  sampleDirectory({ meetings: [{ ...forum, day, ...(firstDay === undefined ? {} : { firstDay }) }] });
const atForum = { form: 'meeting', meeting: 'forum-7' };
const convened = (directory = withForum(null)): Story =>
  toConvene(directory).give('convene', { body: atForum });
const dated = (lastDay: Day | null, firstDay?: Day) => ({
  by: clockCaller,
  body: { meeting: 'forum-7', lastDay, ...(firstDay === undefined ? {} : { firstDay }) },
});
const reason = 'The hall is closed.';

describe('A consultation at a meeting that many pilots share (lifecycle.md sections 2 and 4)', () => {
  it('gets its day from the meeting, opens on it, and is owed by the coordinator until then', () => {
    const story = convened().give('meeting-dated', dated('2027-04-14', '2027-04-12'));
    expect(story.pilot.consultation.present).toMatchObject({
      meeting: 'forum-7',
      day: '2027-04-12',
      lastDay: '2027-04-14',
    });
    expect(story.owed('step:consultation.convened').due.at).toBe('2027-04-12T14:00:00.000Z');
    expect(story.until('2027-04-12T07:00:00.000Z').pilot.status).toBe('consultation.open');
  });

  it('moves with the meeting, and has none again when the meeting has none', () => {
    const moved = convened()
      .give('meeting-dated', dated('2027-04-14'))
      .give('meeting-dated', dated('2027-05-10'));
    expect(moved.pilot.consultation.present?.day).toBe('2027-05-10');
    const lost = moved.give('meeting-dated', dated(null));
    expect(lost.pilot.consultation.present).toMatchObject({ day: null, opens: null });
    expect(lost.owed('step:consultation.convened').label).toContain('still expected');
  });

  it('a meeting that has its date gives it at once', () =>
    given(toConvene(withForum('2027-04-14', '2027-04-12')))
      .when('convene', { body: atForum })
      .then(event('consultation-convened', { day: '2027-04-12', lastDay: '2027-04-14' })));

  it('depends on the meeting until it has opened, and is told nothing twice', () => {
    expect(sourcesOfPilot(convened().pilot)).toEqual(['meeting/forum-7']);
    const story = convened().give('meeting-dated', dated('2027-03-01'));
    expect(story.pilot.status).toBe('consultation.open');
    expect(sourcesOfPilot(story.pilot)).toEqual([]);
    given(convened().give('meeting-dated', dated('2027-04-14')))
      .when('meeting-dated', dated('2027-04-14'))
      .refused('not-now');
  });

  it('its days are set at the meeting, not in the pilot', () => {
    const body = { day: '2027-04-12', reason };
    const refusal = given(convened()).when('set-meeting-date', { body }).refusal('not-now');
    expect(refusal.detail).toContain('/v1/meetings/forum-7');
    expect(convened().actions(coordinator)).not.toContain('set-meeting-date');
    given(toConvene(withForum('2027-04-14')))
      .when('convene', { body: { ...atForum, day: '2027-04-12' } })
      .refused('dates-contradict');
  });

  it('a meeting of this pilot alone keeps its own days', () => {
    const own = toConvene().give('convene', { body: { form: 'meeting' } });
    expect(own.actions(coordinator)).toContain('set-meeting-date');
    given(own)
      .when('set-meeting-date', { body: { day: '2027-04-12', reason } })
      .then(event('meeting-date-set', { meeting: null, day: '2027-04-12' }));
    given(toConvene()).when('convene', { body: atForum }).refused('unknown-meeting');
  });

  it('is dated while suspended, and opens only after it', () => {
    const still = convened()
      .give('suspend', { by: first, body: { reason } })
      .give('meeting-dated', dated('2027-03-01'));
    expect(still.pilot).toMatchObject({
      status: 'consultation.convened',
      consultation: { present: { day: '2027-03-01' } },
    });
    const on = still.give('resume', { by: first }).until('2027-03-01T12:00:00.000Z');
    expect(on.pilot.status).toBe('consultation.open');
  });

  it('gets no day while the approving body chooses of another round', () => {
    const exhausted = sampleDirectory({
      meetings: [{ ...forum, day: null }],
      programmes: [fundedProgramme({}, { revisionRounds: { value: 0, source: 'test' } })],
    });
    const choosing = convened(exhausted).give('withdraw-endorsement', { by: malawi, body: { reason } });
    expect(choosing.pilot.status).toBe('consultation.convened');
    given(choosing).when('meeting-dated', dated('2027-03-01')).refused('not-now');
  });
});

const master = { masterAgreementFor: { value: ['trust_fund' as const], source: 'test' } };
const kept = (contributor: string, day: Day | null) => ({
  id: `master-${contributor}`,
  version: 1,
  name: `the master agreement with ${contributor}`,
  contributor,
  day,
});
const agreements = (donor: Day | null, secretariat: Day | null = '2027-01-10') =>
  sampleDirectory({
    organisations,
    persons,
    programmes: [fundedProgramme(master)],
    masterAgreements: [kept('donor', donor), kept('secretariat', secretariat)],
  });
const inConditions = (directory = agreements(null)): Story => signedBy(aSignature(directory), signatories);
const signed = (signedOn: Day) => ({
  by: clockCaller,
  body: { masterAgreement: 'master-donor', signedOn },
});

describe('A master agreement that is kept for all pilots of its contributor (lifecycle.md sections 2 and 4)', () => {
  it('what is signed already serves the pilot at once', () => {
    const story = inConditions(agreements('2027-02-01'));
    expect(story.pilot.status).toBe('implementation.inception');
    expect(story.ofType('master-agreement-shared').map(({ data }) => data)).toMatchObject([
      { organisation: 'donor', masterAgreement: 'master-donor', heldOn: '2027-02-01' },
      { organisation: 'secretariat', heldOn: '2027-01-10' },
    ]);
  });

  it('the clock of the conditions depends on the one that is not signed', () => {
    expect(inConditions().owed('step:funding.conditions').due.at).toBeNull();
    expect(inConditions().owed('question:donor').state).toBe('open');
    expect(sourcesOfPilot(inConditions().pilot)).toContain('master-agreement/master-donor');
  });

  it('its signing, told once to every pilot, answers the question and meets what waits for it', () => {
    const story = inConditions().give('master-agreement-signed', signed('2027-02-20'));
    expect(story.owed('question:donor').state).toBe('met');
    expect(story.pilot.funding.masterAgreements).toContainEqual(
      expect.objectContaining({ organisation: 'donor', heldOn: '2027-02-20' }),
    );
    expect(story.pilot.status).toBe('implementation.inception');
  });

  it('dates the clock where other conditions are open', () => {
    const appraised = aSignature(agreements(null));
    const carried = signedBy(appraised, signatories.slice(1)).takes(
      signatories[0] ?? coordinator,
      'approve_with_conditions',
      {
        conditions: [{ text: 'Open a bank account.' }],
        document: appraised.pilot.funding.texts.at(-1)?.document,
      },
    );
    const story = carried.give('master-agreement-signed', signed('2027-02-20'));
    expect(story.pilot.status).toBe('funding.conditions');
    expect(story.owed('step:funding.conditions').due.at).toBe('2027-06-29T14:00:00.000Z');
  });

  it('is recorded there, and not in the pilot', () => {
    const recording = { body: { organisation: 'donor', heldOn: '2027-02-20', document: paper() } };
    const refusal = given(inConditions()).when('record-master-agreement', recording).refusal('not-now');
    expect(refusal.detail).toContain('/v1/master-agreements/master-donor');
    expect(inConditions().actions(coordinator)).not.toContain('record-master-agreement');
    given(aSignature(agreements(null)))
      .when('record-master-agreement', recording)
      .refused('not-now');
  });

  it('one that was registered after the clock had begun without it does not stand in the way', () => {
    const none = sampleDirectory({ organisations, persons, programmes: [fundedProgramme(master)] });
    const recording = { body: { organisation: 'donor', heldOn: '2027-02-20', document: paper() } };
    given(inConditions(none).in(agreements(null)))
      .when('record-master-agreement', recording)
      .then(event('master-agreement-recorded', { organisation: 'donor' }));
  });
});
