import type { Caller } from '../../../workflows/decider';
import { aClearance } from '../../support/consultations';
import { given } from '../../support/given';
import {
  coordinator,
  finance,
  first,
  kenya,
  malawi,
  persons,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
  third,
} from '../../support/pilot-people';
import { aConcept, anEndorsement, aSubmission, type Story } from '../../support/pilots';

const reason = 'The ministry has a new minister.';
const body = { reason };
const cora: Caller = { ...coordinator, person: 'cora' };
const committee = sampleDirectory({ programmes: [programmeWith(3)] });
/** Malawi is silent at the closing time. */
const undecided = (): Story => anEndorsement().takes(kenya, 'approve').until('2027-03-31T15:00:00.000Z');
const referred = (): Story =>
  undecided().give('refer-decision', { body: { decision: 'endorsement-1', ...body } });
const undecidedConcept = (): Story => aConcept(committee, [kenya, malawi]).until('2027-03-30T15:00:00.000Z');
const letter = {
  sha256: 'a'.repeat(64),
  name: 'Letter',
  date: '2027-02-26',
  issuer: 'Ministry of Malawi',
  location: 'Registry',
};
const recorded = (more: object = {}): Story =>
  anEndorsement().give('record-position', {
    body: {
      decision: 'endorsement-1',
      seat: 'host_government-2',
      position: 'approve',
      document: letter,
      ...more,
    },
  });
const confirmed = (): Story => recorded().give('confirm-record', { by: cora, body: { record: 'record-1' } });
const alone = sampleDirectory({ persons: persons.filter(({ id }) => id !== 'cora') });
/** Both have endorsed, the concept came back and is submitted again with nothing changed. */
const again = (): Story =>
  aConcept(sampleDirectory(), [kenya, malawi])
    .takes(first, 'request_changes', { text: 'Less.' })
    .submitted()
    .accepted();

describe('The case offers about decisions what can be done, to those who can do it', () => {
  it.each([
    ['take-position', 'a question', anEndorsement, [kenya, malawi], [first, proponent, coordinator]],
    ['take-position', 'no question', aSubmission, [], [kenya, first]],
    ['extend-decision', 'a question', anEndorsement, [coordinator, first], [proponent]],
    ['extend-decision', 'no question', aSubmission, [], [coordinator]],
    ['ask-again', 'a question in its time', anEndorsement, [], [coordinator]],
    ['ask-again', 'an undecided question', undecided, [coordinator], [first]],
    ['name-substitute', 'a question in its time', anEndorsement, [], [coordinator]],
    ['name-substitute', 'an undecided question', undecided, [coordinator], [first]],
    ['refer-decision', 'an undecided question', undecided, [coordinator], [first]],
    ['refer-decision', 'one of the approving body itself', undecidedConcept, [], [coordinator]],
    ['decide-referred', 'a question that was referred', referred, [first], [coordinator]],
    ['decide-referred', 'one that was not', undecided, [], [first]],
    ['record-conflict', 'an endorsement alone', anEndorsement, [], [coordinator]],
    ['record-conflict', 'a concept', () => aConcept(committee, [kenya, malawi]), [coordinator], [finance]],
    ['record-position', 'a question', anEndorsement, [coordinator], [finance, kenya]],
    ['record-position', 'no question', aSubmission, [], [coordinator]],
    ['confirm-record', 'a position on paper', recorded, [cora, coordinator], [proponent]],
    ['confirm-record', 'none', anEndorsement, [], [cora, finance]],
    ['confirm-record', 'one that is confirmed', confirmed, [], [cora]],
    ['strike-position', 'a position that was entered for it', confirmed, [malawi], [kenya, coordinator]],
    ['strike-position', 'one that is not confirmed', recorded, [], [malawi]],
    ['confirm-endorsement', 'an earlier endorsement', again, [kenya, malawi], [coordinator]],
    ['confirm-endorsement', 'none', anEndorsement, [], [kenya]],
    ['confirm-endorsement', 'an answer', () => again().takes(kenya, 'approve'), [malawi], [kenya]],
    ['decide-as-chair', 'no chair', undecided, [], [kenya, first]],
  ] as const)('%s with %s', (command, _what, told, offeredTo, notTo) => {
    const story = told();
    for (const by of offeredTo) expect(story.actions(by)).toContain(command);
    for (const by of notTo) expect(story.actions(by)).not.toContain(command);
  });

  it.each<[string, Caller, object]>([
    ['take-position', kenya, { position: 'approve' }],
    ['extend-decision', coordinator, { by: { add: { days: 1 } }, reason }],
    ['ask-again', coordinator, body],
    ['name-substitute', coordinator, { seat: 'host_government-1', substitute: 'host_government-2', reason }],
    ['refer-decision', coordinator, body],
    ['decide-referred', first, { outcome: 'approved', reason }],
    ['record-conflict', coordinator, { seat: 'host_government-1', reason }],
    ['record-position', coordinator, { seat: 'host_government-1', position: 'approve', document: letter }],
    ['confirm-endorsement', kenya, {}],
    ['decide-as-chair', kenya, { outcome: 'approved', reason }],
  ])('%s: there is no such decision', (command, by, more) =>
    given(undecided())
      .when(command, { by, body: { decision: 'endorsement-9', ...more } })
      .refused('unknown-decision'),
  );

  it.each([
    ['confirm-record', cora, {}],
    ['strike-position', malawi, body],
  ] as const)('%s: there is no such record', (command, by, more) =>
    given(recorded())
      .when(command, { by, body: { record: 'record-9', ...more } })
      .refused('unknown-record'),
  );
});

describe('A question is dealt with by itself (lifecycle.md section 3)', () => {
  /** An act of the committee is open beside the concept that is undecided. */
  const actBeside = (): Story => undecidedConcept().give('cancel', { by: first, body });

  it('its answer, its extension or its being asked again touches no other', () => {
    const story = actBeside();
    const act = story.pilot.decisions.at(-1);
    for (const [command, more] of [
      ['ask-again', {}],
      ['extend-decision', { by: { add: { days: 5 } } }],
    ] as const) {
      const moved = story.give(command, { body: { decision: 'concept-1', reason, ...more } });
      expect(moved.pilot.decisions.at(-1)).toEqual(act);
      expect(moved.owed('position:act-1:approving_body-2').state).toBe('open');
      expect(moved.owed('undecided:concept-1').state).toBe('met');
    }
    const answered = story.give('take-position', {
      by: second,
      body: { decision: 'concept-1', position: 'abstain' },
    });
    expect(answered.owed('position:act-1:approving_body-2').state).toBe('open');
    expect(answered.owed('position:concept-1:approving_body-2').state).toBe('met');
    expect(answered.owed('position:concept-1:approving_body-3').state).toBe('open');
  });

  it('a conflict takes one seat out of one question', () => {
    const out = actBeside().give('record-conflict', {
      body: { decision: 'concept-1', seat: 'approving_body-3', reason },
    });
    expect(out.owed('position:concept-1:approving_body-3').state).toBe('met');
    expect(out.owed('position:act-1:approving_body-3').state).toBe('open');
    given(out)
      .when('record-conflict', { body: { decision: 'concept-1', seat: 'approving_body-3', reason } })
      .refused('same-position');
    expect(out.takes(third, 'approve').pilot.decisions.find(({ id }) => id === 'concept-1')).toMatchObject({
      resolved: null,
    });
  });

  it('a resolution voids what was owed about it, and nothing else', () => {
    const story = actBeside();
    const resolved = [first, second].reduce(
      (so, by) => so.give('take-position', { by, body: { decision: 'concept-1', position: 'approve' } }),
      story,
    );
    expect(resolved.pilot.status).toBe('consultation.convened');
    expect(resolved.owed('position:concept-1:approving_body-3').state).toBe('void');
    expect(resolved.owed('position:act-1:approving_body-3').state).toBe('open');
  });
});

describe('Conditions of every position given by the resolution become obligations (lifecycle.md section 3)', () => {
  it('each of its owner, due on its day or after the time of the programme, set by its seat', () => {
    const conditions = (text: string) => ({ conditions: [{ text }] });
    const story = aClearance()
      .takes(kenya, 'approve_with_conditions', {
        conditions: [{ text: 'Name the lake.', owner: 'host_government-2', due: '2027-06-01' }],
      })
      .takes(malawi, 'approve_with_conditions', conditions('Train two guards.'));
    const reviewer = { door: 'http', person: 'rosa', organisation: 'secretariat' } as const;
    const cleared = story.takes(reviewer, 'approve');
    expect(cleared.pilot.obligations.filter(({ kind }) => kind === 'condition')).toMatchObject([
      {
        label: 'Name the lake.',
        owner: 'host_government-2',
        setBy: 'host_government-1',
        subject: 'clearance-1',
      },
      { label: 'Train two guards.', owner: 'proponent-1', setBy: 'host_government-2' },
    ]);
  });

  it('of a position that was changed before only the last', () => {
    const story = anEndorsement()
      .takes(kenya, 'approve_with_conditions', { conditions: [{ text: 'Name the lake.' }] })
      .takes(kenya, 'approve')
      .takes(malawi, 'approve');
    expect(story.pilot.obligations.filter(({ kind }) => kind === 'condition')).toEqual([]);
  });
});

describe('finance confirms where there is no second coordinator', () => {
  it('and it is finance that owes it', () => {
    const story = anEndorsement(alone).give('record-position', {
      body: { decision: 'endorsement-1', seat: 'host_government-2', position: 'approve', document: letter },
    });
    expect(story.owed('confirmation:record-1')).toMatchObject({
      owner: 'finance-1',
      label: 'Confirm the position of focal-mw on the endorsement of the proposal that came on paper',
    });
  });
});
