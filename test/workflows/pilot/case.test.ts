import type { Caller, Instant } from '../../../workflows/decider';
import { caseOf, publicCaseOf } from '../../../workflows/pilot/case';
import { pilot as decider } from '../../../workflows/pilot/decider';
import { sightOf } from '../../../workflows/pilot/sight';
import { coordinator, kenya, malawi, proponent, sampleDirectory, start } from '../../support/pilot-people';
import { aPilot, aSubmission, type Story } from '../../support/pilots';

const directory = sampleDirectory();
const registered = () => aPilot(directory);
const endorsing = () => registered().complete().seated('KE', 'MW').submitted().accepted();

const seenBy = (story: Story, caller: Caller, at: Instant = start) =>
  caseOf(story.pilot, {
    at,
    sight: sightOf(story.pilot, caller, directory, story.at),
    actions: decider.actions(story.pilot, { caller, at }, directory),
    agenda: story.agenda(),
  });

describe('The case (api.md)', () => {
  it('says where the pilot is and since when', () => {
    expect(seenBy(endorsing(), coordinator)).toMatchObject({
      status: 'proposal.endorsement',
      since: start,
      title: 'Weevils',
      programme: { id: 'ssc-pilot', version: 1 },
    });
  });

  it('says who has to act, by when, and what happens if they do not', () => {
    const { waitingOn } = seenBy(endorsing(), coordinator);
    expect(waitingOn.map(({ organisation }) => organisation)).toEqual(
      expect.arrayContaining(['focal-ke', 'focal-mw']),
    );
    for (const { due, whatHappensIfNot } of waitingOn) {
      expect(Date.parse(due ?? '')).toBeGreaterThan(Date.parse(start));
      expect(whatHappensIfNot).not.toBe('');
    }
  });

  it('lists what is open oldest first: that is why it is stuck', () => {
    const { waitingOn } = seenBy(aSubmission().until('2027-04-15T00:00:00.000Z'), coordinator);
    expect(waitingOn.map(({ seat, since }) => [seat, since])).toEqual([
      ['coordinator-1', start],
      ['approving_body-1', '2027-04-14T14:00:00.000Z'],
    ]);
  });

  it('shows a decision with all its fields', () => {
    const story = endorsing().takes(kenya, 'object', { text: 'Not in our lakes.' });
    expect(seenBy(story, coordinator).decisions).toEqual([
      {
        id: 'endorsement-1',
        kind: 'endorsement',
        subject: 'the endorsement of the proposal',
        rule: { rule: 'ALL_OF' },
        opens: start,
        closes: '2027-03-31T15:00:00.000Z',
        asked: [
          { seat: 'host_government-1', organisation: 'focal-ke', veto: true },
          { seat: 'host_government-2', organisation: 'focal-mw', veto: true },
        ],
        positions: [
          expect.objectContaining({
            seat: 'host_government-1',
            position: 'object',
            text: 'Not in our lakes.',
          }),
        ],
        records: [],
        answered: ['host_government-1'],
        outcome: 'refused',
        resolved: start,
        reason: 'Not in our lakes.',
      },
    ]);
  });

  it('counts full days overdue, and none before the due date', () => {
    const story = endorsing();
    const { due } = story.owed('position:');
    const later = (days: number) => new Date(Date.parse(due.at ?? '') + days * 86_400_000 + 1).toISOString();
    const overdue = (at: Instant) =>
      seenBy(story, coordinator, at).waitingOn.find(({ due: of }) => of === due.at)?.overdueDays;
    expect([start, later(0), later(3)].map(overdue)).toEqual([0, 0, 3]);
  });

  it('explains each due date in words', () => {
    for (const { explanation } of seenBy(endorsing(), coordinator).obligations)
      expect(explanation).toMatch(/\d+ (working )?days after/);
  });

  it('says what the clock will do next', () => {
    const { next } = seenBy(endorsing(), coordinator);
    expect(next?.what).toMatch(/reminder|clos|due/);
  });

  it('offers only what this caller may do now', () => {
    const commandsOf = (caller: Caller) => seenBy(endorsing(), caller).actions.map(({ command }) => command);
    expect(commandsOf(kenya)).toContain('take-position');
    expect(commandsOf(kenya)).not.toContain('withdraw');
    expect(commandsOf(proponent)).toContain('withdraw');
  });

  it('names what is missing before a proposal can be submitted', () => {
    const submit = seenBy(registered(), proponent).actions.find(
      ({ command }) => command === 'submit-proposal',
    );
    expect(submit?.missing.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/problem', '/plannedStart']),
    );
    expect(submit?.href).toMatch(/^\/v1\/pilots\/.+\/commands\/submit-proposal$/);
  });

  it("hides another seat's open position, but not that it has answered", () => {
    const [decision] = seenBy(endorsing().takes(kenya, 'approve'), malawi).decisions;
    expect(decision?.positions).toEqual([]);
    expect(decision?.answered).toEqual(['host_government-1']);
  });

  it('tells the public title, countries and status alone', () => {
    expect(Object.keys(publicCaseOf(endorsing().pilot))).toEqual(['id', 'title', 'countries', 'status']);
  });
});
