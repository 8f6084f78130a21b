import { mayNow, waitingLines } from '../../support/case-read';
import { paper } from '../../support/funding';
import { useJourneys } from '../../support/journey';
import { aDraftOnMonday, completed, dayOf, daysLater, hosts, majority } from '../../support/journey-start';
import { expectWhole, missedReminders, remindersOf, storyOf } from '../../support/whole-story';

const journeys = useJourneys();

const theClock =
  'proponent-1: Reach the approval of the full proposal (18 months after the approval of the concept, ‹day›)';
const approve = (decision: string) => ({ decision, position: 'approve' });

/** The story of a pilot for which all goes well: what has to happen, and nothing else of these types. */
const story = [
  'pilot-registered',
  '→ proposal.draft',
  'proposal-revised',
  'proposal-submitted',
  '→ proposal.screening',
  '→ proposal.endorsement',
  'decision-opened',
  'decision-resolved',
  '→ proposal.concept_review',
  'decision-opened',
  'decision-resolved',
  '→ consultation.convened',
  'consultation-convened',
  '→ consultation.open',
  'consultation-opened',
  'consultation-position-taken ×3',
  'consultation-closed',
  '→ consultation.response',
  '→ consultation.clearance',
  'decision-opened',
  'decision-resolved',
  '→ funding.mix',
  'funding-required',
  'contribution-pledged',
  'contribution-confirmed',
  'mix-submitted',
  '→ funding.appraisal',
  'decision-opened',
  'decision-resolved',
  'funding-approved',
  '→ funding.signature',
  'agreement-text-set',
  'decision-opened',
  'text-signed ×4',
  'decision-resolved',
  'agreement-signed',
  '→ funding.conditions',
  'agreement-effective',
  '→ implementation.inception',
];
const typesTold = [
  'step-entered',
  ...story.filter((entry) => !entry.startsWith('→')).map((entry) => entry.split(' ')[0] ?? ''),
  'pilot-ended',
  'consultation-extended',
  'consultation-inquorate',
  'comment-given',
  'decision-voided',
  'contribution-left',
  'obligation-lapsed',
];

describe('A pilot for which all goes well, on Temporal’s own server', () => {
  it('goes from the draft to the effective agreement, and each station says who has to act', async () => {
    const journey = await aDraftOnMonday(journeys, 'ssc-pilot');
    const station = async (as = 'coordinator-1') => {
      const read = await journey.read(as);
      expect(read.next === null || read.next.at > journey.now()).toBe(true);
      return {
        status: read.status,
        waitingOn: waitingLines(read),
        next: read.next?.what,
        may: mayNow(read),
      };
    };

    expect(await station()).toMatchObject({
      status: 'proposal.draft',
      waitingOn: [
        'proponent-1: Complete the proposal and submit it (365 days after the registration, ‹day›)',
      ],
      next: 'reminder −30 days: draft, proponent',
    });
    expect((await station('proponent')).may).not.toContain('submit-proposal');
    await completed(journeys, journey, { seats: ['reviewer', 'funder'] });
    expect((await station('proponent')).may).toContain('submit-proposal');
    await journey.give('proponent', 'submit-proposal');

    const screening = await station();
    expect(screening).toMatchObject({
      status: 'proposal.screening',
      waitingOn: [
        'coordinator-1: Screen the proposal: is it complete and eligible? (10 working days after submission, ‹day›)',
      ],
      next: 'reminder −7 days: screening, coordinator',
    });
    expect(screening.may).toEqual(expect.arrayContaining(['accept-screening']));
    await journey.pass('3 days');
    await journey.give('coordinator-1', 'accept-screening');

    expect(await station()).toMatchObject({
      status: 'proposal.endorsement',
      waitingOn: [1, 2].map(
        (nth) =>
          `host_government-${nth}: Take a position on the endorsement of the proposal (30 days after the opening of the decision, ‹day›)`,
      ),
      next: expect.stringMatching(/^reminder −14 days: endorsement, (KE|MW)$/) as string,
    });
    expect((await station('host-government-ke')).may).toContain('take-position');
    await journey.pass('20 days');
    await journey.all(hosts, 'take-position', approve('endorsement-1'));

    expect(await station()).toMatchObject({
      status: 'proposal.concept_review',
      waitingOn: [1, 2, 3].map(
        (nth) =>
          `approving_body-${nth}: Take a position on the concept (20 working days after the opening of the decision, ‹day›)`,
      ),
    });
    await journey.pass('10 days');
    await journey.all(majority, 'take-position', approve('concept-1'));

    const convened = await station();
    expect(convened).toMatchObject({
      status: 'consultation.convened',
      waitingOn: [
        'coordinator-1: Invite the seats, and set a date for the consultation or hold it by correspondence (60 days after the approval of the concept, ‹day›)',
        theClock,
      ],
      next: 'reminder −30 days: convened, coordinator',
    });
    expect(convened.may).toContain('convene');
    const day = dayOf(daysLater(journey.now(), 21));
    await journey.give('coordinator-1', 'convene', { form: 'meeting', day });
    expect((await station()).waitingOn).toEqual([
      'coordinator-1: Hold the consultation on its day (‹day›, the day of the meeting)',
      theClock,
    ]);
    await journey.until(`${day}T12:00:00.000Z`);

    expect(await station()).toMatchObject({
      status: 'consultation.open',
      waitingOn: [
        'coordinator-1: Hold the consultation: see that the invited seats take part (‹day›, the last day of the consultation’s window)',
        ...['host_government-1', 'host_government-2'].map(
          (seat) =>
            `${seat}: Comment on the proposal in the consultation, or take a position (28 days after the opening of the consultation, ‹day›)`,
        ),
        theClock,
        'reviewer-1: Comment on the proposal in the consultation, or take a position (28 days after the opening of the consultation, ‹day›)',
      ],
    });
    expect((await station('reviewer')).may).toContain('comment');
    await journey.all([...hosts, 'reviewer'], 'comment', { position: 'approve' });
    await journey.pass('29 days');

    expect(await station()).toMatchObject({
      status: 'consultation.clearance',
      waitingOn: [
        ...['host_government-1', 'host_government-2'].map(
          (seat) =>
            `${seat}: Take a position on the clearance of the proposal (20 working days after the opening of the decision, ‹day›)`,
        ),
        theClock,
        'reviewer-1: Take a position on the clearance of the proposal (20 working days after the opening of the decision, ‹day›)',
      ],
    });
    await journey.all([...hosts, 'reviewer'], 'take-position', approve('clearance-1'));

    const mix = await station('proponent');
    expect(mix).toMatchObject({
      status: 'funding.mix',
      waitingOn: [
        'proponent-1: Find the contributions that are required, each confirmed by letter (180 days after the clearance, ‹day›)',
        theClock,
      ],
      next: 'reminder −30 days: mix, proponent',
    });
    expect(mix.may).toEqual(expect.arrayContaining(['state-required', 'pledge-contribution']));
    expect(mix.may).not.toContain('submit-mix');
    await journey.give('proponent', 'state-required', { cash: '125000.00', in_kind: '0', parallel: '0' });
    const money = { amount: '125000.00', currency: 'USD' };
    await journey.give('funder', 'pledge-contribution', { modality: 'trust_fund', money });
    const letter = paper('Letter of the fund');
    await journey.give('funder', 'confirm-contribution', { contribution: 'contribution-1', letter });
    await journey.pass('40 days');
    expect((await station('proponent')).may).toContain('submit-mix');
    await journey.give('proponent', 'submit-mix');

    expect(await station()).toMatchObject({
      status: 'funding.appraisal',
      waitingOn: [
        ...[1, 2, 3].map(
          (nth) =>
            `approving_body-${nth}: Take a position on the full proposal and its funding (30 working days after the opening of the decision, ‹day›)`,
        ),
        theClock,
      ],
    });
    await journey.pass('7 days');
    await journey.all(majority, 'take-position', approve('appraisal-1'));

    const signature = await station();
    expect(signature).toMatchObject({
      status: 'funding.signature',
      waitingOn: [
        'coordinator-1: Set the text of the agreement, and have it signed by all (180 days after the approval, ‹day›)',
      ],
      next: 'reminder −30 days: signature, coordinator',
    });
    expect(signature.may).toContain('set-agreement-text');
    const document = paper('Agreement');
    await journey.give('coordinator-1', 'set-agreement-text', { document });
    const signatories = ['funder', 'proponent', ...hosts];
    expect((await station()).waitingOn).toHaveLength(1 + signatories.length);
    await journey.pass('60 days');
    const signed = { ...approve('agreement-1'), document: document.sha256 };
    await journey.all(signatories, 'take-position', signed);

    expect(await station()).toMatchObject({
      status: 'implementation.inception',
      waitingOn: [
        'proponent-1: Hold the start workshop, and hand in the workplan with its milestones (6 months after the agreement became effective, ‹day›)',
      ],
      next: 'reminder −30 days: inception, proponent',
    });
    expect((await journey.read()).contributions).toMatchObject([{ state: 'committed' }]);

    const { events, runs } = await expectWhole(journeys, journey);
    expect(storyOf(events, typesTold)).toEqual(story);
    // One run for each stage: proposal, consultation, funding, implementation.
    expect(runs).toHaveLength(4);
    expect(missedReminders(events)).toEqual([]);
    const late = remindersOf(events).filter(({ offset }) => offset === 'final' || offset > 0);
    expect(late).toEqual([]);
  });
});
