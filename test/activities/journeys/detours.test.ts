import { mayNow, owedAs, waitingLines } from '../../support/case-read';
import { paper } from '../../support/funding';
import { type Journey, useJourneys } from '../../support/journey';
import {
  aDraftOnMonday,
  board,
  completed,
  dayOf,
  daysLater,
  hosts,
  majority,
  weekdayAfter,
} from '../../support/journey-start';
import { eventually } from '../../support/probe-host';
import { aSampleSigner } from '../../support/signer';
import { detours, typesTold } from './detours-story';
import { expectWhole, missedReminders, remindersOf, storyOf } from '../../support/whole-story';

const journeys = useJourneys();
const api = () => journeys.api.current;
const organisation = (handle: string) => api().idOf(handle).organisation;
const approve = (decision: string, more: object = {}) => ({ decision, position: 'approve', ...more });
const usd = (amount: string) => ({ amount, currency: 'USD' });
const parts = (malawi: string) => ({
  countryParts: [
    { country: 'KE', part: 'Lends its experts.' },
    { country: 'MW', part: malawi },
  ],
});

/** A programme that wants a master agreement with whoever shares the cost as a third party. */
async function programmeWithMasterAgreements(): Promise<string> {
  const { body } = await api().get('/v1/programmes/ssc-pilot');
  const { institutions, ruleBook } = body as {
    readonly institutions: object;
    readonly ruleBook: { readonly money: object };
  };
  const masterAgreementFor = { value: ['cost_sharing_third_party'], source: 'test' };
  const money = { ...ruleBook.money, masterAgreementFor };
  const id = 'with-master-agreements';
  const made = { ...ruleBook, id, version: 1, name: 'With master agreements', money };
  const as = 'administrator-1';
  const { status, text } = await api().post('/v1/programmes', { ruleBook: made, institutions }, { as });
  if (status !== 201) throw new Error(text);
  return id;
}

/** From the draft, or the revision, to the consultation. */
async function toConsultation(journey: Journey, round: number, endorse: () => Promise<void>) {
  await journey.give('proponent', 'submit-proposal');
  await journey.give('coordinator-1', 'accept-screening');
  await endorse();
  await journey.all(majority, 'take-position', approve(`concept-${round}`));
}

/** A line that is pledged by a seat and confirmed by its letter, which two coordinators enter and confirm where it is paper. */
async function line(journey: Journey, as: string, nth: number, body: object, recordedBy = as) {
  await journey.give(as, 'pledge-contribution', body);
  const contribution = `contribution-${nth}`;
  const letter = paper(`Letter ${nth}`);
  await journey.give(recordedBy, 'confirm-contribution', { contribution, letter });
  if (recordedBy !== as) await journey.give('coordinator-2', 'confirm-letter', { contribution });
}

/** Puts a text to be signed, and these sign it. */
async function signed(journey: Journey, nth: number, by: readonly string[]) {
  const document = paper(`Agreement ${nth}`);
  const reason = 'The text has changed.';
  await journey.give('coordinator-1', 'set-agreement-text', { document, reason });
  await journey.all(by, 'take-position', approve(`agreement-${nth}`, { document: document.sha256 }));
}

describe('A pilot that takes every detour, on Temporal’s own server', () => {
  it('arrives at the effective agreement all the same, and nothing is forgotten or denied', async () => {
    const programme = await programmeWithMasterAgreements();
    const journey = await aDraftOnMonday(journeys, programme);
    const status = async () => (await journey.read()).status;
    const lines = async () => waitingLines(await journey.read());
    const may = async (as: string) => mayNow(await journey.read(as));
    const seats = ['reviewer', 'funder', 'facilitator', 'provider', 'beneficiary'];
    await completed(journeys, journey, { seats, more: parts('Takes them in.') });
    await toConsultation(journey, 1, () => journey.all(hosts, 'take-position', approve('endorsement-1')));

    // A meeting without a date: asked after 60 days, confirmed twice, and the third time it gets one.
    await journey.give('coordinator-1', 'convene', { form: 'meeting' });
    for (const days of ['55 days', '58 days'] as const) {
      expect(await lines()).toContain(
        'coordinator-1: Confirm that the meeting is still expected, or set its date (60 days after the meeting was last expected, ‹day›)',
      );
      await journey.pass(days);
      await journey.give('coordinator-1', 'confirm-meeting', { note: 'The hall is not named yet.' });
    }
    expect(await may('coordinator-1')).not.toContain('confirm-meeting');
    expect(await journey.refused('coordinator-1', 'confirm-meeting')).toBe('not-now');
    await journey.pass('30 days');
    const dated = async (days: number, reason: string): Promise<string> => {
      const day = dayOf(daysLater(journey.now(), days));
      await journey.give('coordinator-1', 'set-meeting-date', { day, reason });
      const { due } = owedAs(await journey.read(), 'Hold the consultation on its day');
      expect(due).toBe(`${day}T14:00:00.000Z`);
      return day;
    };
    await dated(20, 'There is a hall.');
    await journey.pass('10 days');
    const day = await dated(30, 'The hall is closed.');
    await journey.until(`${day}T12:00:00.000Z`);

    // One of three takes part; after the automatic week still one of three; then by correspondence.
    expect(await status()).toBe('consultation.open');
    await journey.give('host-government-ke', 'comment', { comments: ['Name the lake.'] });
    await journey.pass('29 days');
    expect(await lines()).toContain(
      'reviewer-1: Comment on the proposal in the consultation, or take a position (28 days after the opening of the consultation, ‹day›; extended once to ‹day› by the rule of the consultation)',
    );
    await journey.pass('8 days');
    expect(await lines()).toContain(
      'coordinator-1: Choose what to do without a quorum: extend the consultation, continue it by correspondence, or accept it with a reason (60 days after the window closed again without a quorum, ‹day›)',
    );
    expect(await may('coordinator-1')).toEqual(
      expect.arrayContaining(['extend-consultation', 'continue-by-correspondence', 'accept-inquorate']),
    );
    const reason = 'The road is flooded.';
    await journey.give('coordinator-1', 'continue-by-correspondence', { reason });
    await journey.give('host-government-mw', 'comment', { comments: ['Which method?'] });
    await journey.give('reviewer', 'comment', { comments: ['Test it first.'], position: 'approve' });
    await journey.pass('29 days');

    // Every comment is answered by itself, and only the last answer leads on.
    expect(await lines()).toContain(
      'proponent-1: Answer every comment of the consultation (30 days after the close of the consultation, ‹day›)',
    );
    for (const comment of ['comment-1', 'comment-2', 'comment-3']) {
      expect(await status()).toBe('consultation.response');
      await journey.give('proponent', 'answer-comment', { comment, text: 'It is done.' });
    }

    // Clearance is returned; Kenya’s part has not changed, so its endorsement is carried over.
    await journey.all(hosts, 'take-position', approve('clearance-1'));
    const returned = { decision: 'clearance-1', position: 'request_changes', text: 'Add a test.' };
    await journey.give('reviewer', 'take-position', returned);
    expect(await lines()).toContain(
      'proponent-1: Revise the proposal and submit it again (60 days after the return, ‹day›)',
    );
    await journey.pass('20 days');
    const tested = { problem: 'Water is lost untested.', ...parts('Takes them in, and tests.') };
    await journey.give('proponent', 'revise-proposal', tested);
    await toConsultation(journey, 2, async () => {
      const decision = 'endorsement-2';
      expect(await may('host-government-ke')).toContain('confirm-endorsement');
      await journey.give('host-government-ke', 'confirm-endorsement', { decision });
      expect(await journey.refused('host-government-mw', 'confirm-endorsement', { decision })).toBe(
        'nothing-to-confirm',
      );
      await journey.give('host-government-mw', 'take-position', approve(decision));
    });
    await journey.give('coordinator-1', 'convene', { form: 'correspondence' });
    await journey.all([...hosts, 'reviewer'], 'comment', { position: 'approve' });
    await journey.pass('29 days');
    await journey.all(hosts, 'take-position', approve('clearance-2'));
    const untested = 'Release nothing untested.';
    await journey.give('reviewer', 'take-position', {
      decision: 'clearance-2',
      position: 'approve_with_conditions',
      conditions: [{ text: untested }],
    });
    expect(await lines()).toContain(`proponent-1: ${untested} (60 days after the approval, ‹day›)`);

    // Suspended for 75 days: nothing fires, and what was left counts from the resumption.
    await journey.give('approving-body-1', 'suspend', { reason: 'There is a flood.' });
    await journey.give('approving-body-2', 'take-position', approve('act-1'));
    const standing = await journey.read();
    expect(standing.suspended).not.toBeNull();
    expect(standing.next?.what).toMatch(/^reminder −30 days: suspension/);
    const required = { cash: '100000.00', in_kind: '0', parallel: '0' };
    expect(await journey.refused('proponent', 'state-required', required)).toBe('suspended');
    await journey.pass('75 days');
    expect((await journey.read()).waitingOn.filter(({ overdueDays }) => overdueDays > 0)).toEqual([]);
    await journey.give('approving-body-1', 'resume', { reason: 'The water is gone.' });
    await journey.give('approving-body-3', 'take-position', approve('act-2'));
    expect(await lines()).toContain(
      `proponent-1: ${untested} (60 days after the approval, ‹day›; suspended on ‹day› with 60 days left, which count from the resumption on ‹day›)`,
    );

    // A mix of which one line is refused, one withdrawn, and one expires by the clock.
    await journey.give('proponent', 'state-required', required);
    await line(journey, 'funder', 1, { modality: 'trust_fund', money: usd('60000') });
    const agency = { modality: 'cost_sharing_third_party', money: usd('40000') };
    await line(journey, 'facilitator', 2, agency, 'coordinator-1');
    const experts = { modality: 'in_kind', inKind: { what: 'Experts', quantity: '10', unit: 'days' } };
    await journey.give('proponent', 'pledge-contribution', { contributor: 'provider-1', ...experts });
    const refusal = { contribution: 'contribution-3', reason: 'They are busy.' };
    await journey.give('provider', 'refuse-contribution', refusal);
    const expiresOn = dayOf(daysLater(journey.now(), 20));
    const share = { modality: 'cost_sharing_government', money: usd('20000'), expiresOn };
    await line(journey, 'host-government-mw', 4, share);
    await line(journey, 'beneficiary', 5, { modality: 'parallel', money: usd('5000') });
    const cut = { contribution: 'contribution-5', reason: 'The budget was cut.' };
    await journey.give('beneficiary', 'withdraw-contribution', cut);
    await journey.pass('22 days');
    expect((await journey.read()).contributions.map(({ state }) => state)).toEqual([
      'pledged',
      'pledged',
      'refused',
      'expired',
      'withdrawn',
    ]);

    // The appraisal is returned once; then a new text, and the loss of a line, void signatures.
    await journey.give('proponent', 'submit-mix');
    const changes = { decision: 'appraisal-1', position: 'request_changes', text: 'Name the experts.' };
    await journey.all(board, 'take-position', changes);
    expect(await status()).toBe('funding.mix');
    await line(journey, 'provider', 6, experts);
    await journey.give('proponent', 'submit-mix');
    await journey.all(majority, 'take-position', approve('appraisal-2'));
    await signed(journey, 1, ['funder', 'proponent']);
    await signed(journey, 2, ['funder', 'proponent']);
    const loss = { contribution: 'contribution-2', reason: 'Parliament has said no.' };
    await journey.give('facilitator', 'withdraw-contribution', loss);
    expect(await lines()).toContain(
      'proponent-1: Find the contributions that are required, each confirmed by letter (180 days after the loss of a contribution, ‹day›)',
    );
    // 115,000 instead of 100,000: more than 10 percent, so the appraisal is repeated.
    await line(journey, 'facilitator', 7, { ...agency, money: usd('55000') });
    await journey.give('proponent', 'submit-mix');
    expect(await status()).toBe('funding.appraisal');
    await journey.give('approving-body-1', 'take-position', approve('appraisal-3'));
    const account = 'Open a bank account.';
    await journey.give('approving-body-2', 'take-position', {
      decision: 'appraisal-3',
      position: 'approve_with_conditions',
      conditions: [{ text: account, owner: 'proponent-1' }],
    });

    // A bulk extension, carried by its own process.
    const bulk = await journey.post(
      '/v1/bulk-extensions',
      {
        filter: { programme, kind: 'step', subject: 'funding.signature' },
        by: { add: { months: 1 } },
        replaces: true,
        document: paper('Decision 41/7'),
        reason: 'The cyclone.',
      },
      'administrator-1',
    );
    await eventually('the bulk extension is carried through', async () => {
      const of = `/v1/bulk-extensions/${String(bulk.body['id'])}`;
      const { body } = await api().get(of, { as: 'administrator-1' });
      return body['state'] === 'done' && body['extended'] === 1;
    });
    expect(await lines()).toContain(
      'coordinator-1: Set the text of the agreement, and have it signed by all (180 days after the approval, ‹day›; extended once by 1 month by the approving body, in place of earlier extensions)',
    );

    await journey.pass('20 days');
    await signed(journey, 3, ['funder', 'proponent', 'facilitator', 'provider', ...hosts]);

    // The conditions wait for a master agreement: undated, and asked for after 90 days.
    const agencyId = organisation('facilitator');
    const conditions = 'Meet the conditions that the agreement waits for';
    const undated = owedAs(await journey.read(), conditions);
    expect(undated.due).toBeNull();
    expect(undated.explanation).toMatch(/which has not happened yet$/);
    const name = 'the master agreement with the agency';
    const master = await journey.post(
      '/v1/master-agreements',
      { name, contributor: agencyId },
      'coordinator-1',
    );
    const masterAgreement = String(master.body['id']);
    const from = { masterAgreement, length: { days: 119 } };
    const counted = owedAs(await journey.read(), account).id;
    const why = 'No money flows before.';
    await journey.give('approving-body-1', 'count-from', { obligation: counted, from, reason: why });
    await journey.give('approving-body-2', 'take-position', approve('act-3'));
    expect(await lines()).toContain(
      `proponent-1: ${account} (119 days after the signing of ${name}, which has not happened yet)`,
    );
    await journey.pass('85 days');
    const expected = { organisation: agencyId, note: 'It is before parliament.' };
    await journey.give('coordinator-1', 'confirm-expected', expected);
    const question = `Is the master agreement with ${agencyId} still expected?`;
    expect(owedAs(await journey.read(), question).explanation).toMatch(/^90 days after the last answer/);

    // It is signed so that the conditions are due on a Saturday, 120 days later.
    const friday = weekdayAfter(5, journey.now(), 150, '05:30');
    const signedOn = dayOf(daysLater(friday, -119));
    await journey.until(`${dayOf(daysLater(signedOn, 4))}T12:00:00.000Z`);
    const sign = `/v1/master-agreements/${masterAgreement}/commands/sign-master-agreement`;
    await journey.post(sign, { signedOn, document: paper('Master agreement') }, 'coordinator-1');
    await eventually('the pilot is told', async () => owedAs(await journey.read(), account).due !== null);
    const record = { organisation: agencyId, heldOn: signedOn, document: paper('Its copy') };
    await journey.give('finance', 'record-master-agreement', record);
    const read = await journey.read();
    expect(owedAs(read, account).due).toBe(`${dayOf(friday)}T14:00:00.000Z`);
    expect(owedAs(read, conditions).due).toBe(`${dayOf(daysLater(friday, 1))}T14:00:00.000Z`);
    expect(read.waitingOn.map((waited) => waited.for)).not.toContain(question);

    // The worker stops on Friday morning before the reminders go out, and is back on Monday after the lapse.
    await journey.until(friday);
    const before = remindersOf((await expectWhole(journeys, journey)).events);
    await journey.stopWorker(`${dayOf(daysLater(friday, 3))}T15:00:00.000Z`);
    const called = { contribution: 'contribution-1', amount: '60000.00' };
    await journey.give('finance', 'call-contribution', called);
    await journey.startWorker();
    const [, ...caughtUp] = remindersOf((await expectWhole(journeys, journey)).events).slice(
      before.length - 1,
    );
    const step = owedAs(await journey.read(), conditions);
    expect(caughtUp).toMatchObject([
      { obligation: step.id, offset: 'final' },
      { obligation: counted, offset: 3 },
    ]);
    expect(await status()).toBe('funding.conditions');

    // Within the seven days of the final notice the conditions are met, and the agreement is effective.
    await journey.pass('4 days');
    const met = (obligation: string, document: string) => ({
      obligation,
      note: 'Seen.',
      documents: [paper(document)],
    });
    await journey.give('finance', 'meet-obligation', met(counted, 'Account'));
    const coordinator = await aSampleSigner(api(), 'coordinator-1');
    const { id: test } = owedAs(await journey.read(), untested);
    await journey.update(coordinator, 'meet-obligation', met(test, 'Report of the test'));
    expect(await status()).toBe('implementation.inception');
    await journey.pass('10 days');
    expect(await status()).toBe('implementation.inception');
    expect((await journey.read()).contributions.map(({ state }) => state)).toEqual([
      'committed',
      'withdrawn',
      'refused',
      'expired',
      'withdrawn',
      'confirmed',
      'committed',
    ]);

    const { events } = await expectWhole(journeys, journey);
    expect(storyOf(events, typesTold)).toEqual(detours);
    const positions = (await journey.read()).decisions.find(({ id }) => id === 'endorsement-2')?.positions;
    expect(positions?.map(({ carriedFrom }) => carriedFrom)).toEqual(['endorsement-1', null]);
    // What nobody got: the older of two that the outage swallowed, and those that the final notice stands for.
    expect(missedReminders(events)).toEqual([
      expect.stringMatching(`^${counted} 0 `),
      expect.stringMatching(`^${step.id} 0 `),
      expect.stringMatching(`^${step.id} 3 `),
    ]);
  });
});
