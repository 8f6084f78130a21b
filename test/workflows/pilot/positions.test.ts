import { event, given } from '../../support/given';
import {
  coordinator,
  first,
  kenya,
  malawi,
  organisations,
  persons,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
} from '../../support/pilot-people';
import { aConcept, anEndorsement, type Story } from '../../support/pilots';

const answer = (position: string, more: object = {}): object => ({
  decision: 'endorsement-1',
  position,
  ...more,
});
const take = (story: Story, by = kenya, body = answer('approve')) =>
  given(story).when('take-position', { by, body });
const three = sampleDirectory({ programmes: [programmeWith(3)] });

describe('Positions (lifecycle.md section 3)', () => {
  it('are six, and no other is taken', () => {
    const concept = aConcept(three, [kenya, malawi]);
    const conditions = [{ text: 'Publish it.' }];
    for (const [position, more] of [
      ['approve', {}],
      ['approve_with_conditions', { conditions }],
      ['request_changes', { text: 'Name the lakes.' }],
      ['object', { text: 'No.' }],
      ['abstain', {}],
      ['recuse', {}],
    ] as const)
      take(concept, first, { decision: 'concept-1', position, ...more }).then(
        event('position-taken', { position }),
      );
    take(concept, first, { decision: 'concept-1', position: 'maybe' }).refused('invalid-body');
  });

  it('are changeable until the decision resolves; all versions are kept', () => {
    const story = anEndorsement()
      .takes(kenya, 'request_changes', { text: 'Name the lakes.' })
      .takes(kenya, 'approve');
    expect(story.pilot.decisions[0]?.positions.map(({ position }) => position)).toEqual([
      'request_changes',
      'approve',
    ]);
    expect(story.takes(malawi, 'approve').pilot.status).toBe('proposal.concept_review');
  });

  it.each(['request_changes', 'object'])('%s carries text', (position) =>
    take(anEndorsement(), kenya, answer(position)).refused('reason-required'),
  );

  it('a repetition of the standing position changes nothing and says so', () => {
    take(anEndorsement().takes(kenya, 'approve')).refused('same-position');
    const asked = anEndorsement().takes(kenya, 'request_changes', { text: 'Name the lakes.' });
    take(asked, kenya, answer('request_changes', { text: 'Name the lakes.' })).refused('same-position');
    take(asked, kenya, answer('request_changes', { text: 'Name the rivers.' })).then(event('position-taken'));
  });

  it('an answer from a seat that was not asked changes nothing and says so', () => {
    take(anEndorsement(), proponent).refused('not-asked');
    take(anEndorsement(), first).refused('not-asked');
    take(anEndorsement(), coordinator).refused('not-asked');
  });

  it('an answer after the decision has resolved changes nothing and says so', () => {
    const story = anEndorsement().takes(kenya, 'approve').takes(malawi, 'approve');
    const refusal = take(story, kenya, answer('object', { text: 'No.' })).refusal('already-resolved');
    expect(refusal.detail).toContain('approved');
  });

  it('an answer by a person who does not hold the seat changes nothing and says so', () => {
    const kioko = { ...kenya, person: 'kioko' };
    const apart = anEndorsement()
      .give('fill-seat', { body: { kind: 'observer', organisation: 'focal-ke', persons: ['kioko'] } })
      .give('change-seat-persons', {
        by: kenya,
        body: { seat: 'host_government-1', persons: ['kamau'] },
      });
    take(apart, kioko).refused('not-asked');
    take(apart, kenya).then(event('position-taken'));
  });

  it('for who has no seat at all, and may not see it, there is no such pilot', () =>
    take(anEndorsement(), { ...kenya, person: 'dagny', organisation: 'donor' }).refused('unknown-stream'));

  it('an answer to a decision that does not exist says so', () =>
    take(anEndorsement(), kenya, { decision: 'endorsement-9', position: 'approve' }).refused(
      'unknown-decision',
    ));

  it('an answer that comes after the closing time, while the clocks are down, is in time', () => {
    const late = anEndorsement().takes(kenya, 'approve').later('2027-04-10T09:00:00.000Z');
    expect(late.takes(malawi, 'approve').pilot.status).toBe('proposal.concept_review');
  });

  it('one person never answers for two organisations in one decision', () => {
    const both = persons.map((person) =>
      person.id === 'kamau' ? { ...person, organisations: ['focal-ke', 'focal-mw'] } : person,
    );
    const story = anEndorsement(sampleDirectory({ persons: both }));
    take(story.takes(kenya, 'approve'), { ...kenya, organisation: 'focal-mw' }).refused('segregation');
    take(story, { ...kenya, organisation: null }).refused('choose-organisation');
  });

  it('the asked seats of one organisation are asked once: its position stands for all and counts once', () => {
    const directory = sampleDirectory({
      programmes: [programmeWith(2, { approvingBody: ['board-1', 'board-1', 'board-2'] })],
    });
    const story = aConcept(directory, [kenya, malawi]);
    const concept = story.pilot.decisions.at(-1);
    expect(concept?.asked.map(({ seat }) => seat)).toEqual(['approving_body-1', 'approving_body-3']);
    expect(story.takes(first, 'approve').pilot.status).toBe('proposal.concept_review');
    expect(story.takes(first, 'approve').takes(second, 'approve').pilot.status).toBe('consultation.convened');
  });

  it('each seat asked owes its position, due in its own calendar', () => {
    const dues = aConcept(three, [kenya, malawi])
      .pilot.obligations.filter(({ subject }) => subject === 'concept-1')
      .map(({ due }) => due.at);
    expect(dues).toEqual([
      '2027-03-29T15:00:00.000Z',
      '2027-03-29T21:00:00.000Z',
      '2027-03-29T10:00:00.000Z',
    ]);
  });

  it('each seat asked owes its position, its working days counted in its own calendar', () => {
    const directory = sampleDirectory({
      organisations: organisations.map((each) =>
        each.id === 'board-1' ? { ...each, weekend: [5, 6], holidays: ['2027-03-02'] } : each,
      ),
    });
    expect(aConcept(directory, [kenya, malawi]).owed('position:concept-1').due.at).toBe(
      '2027-03-30T15:00:00.000Z',
    );
  });
});

describe('Conditions of every position given by the resolution become obligations', () => {
  const conditions = [
    { text: 'Only native weevils.' },
    { text: 'Share the monitoring data.', owner: 'coordinator-1', due: '2027-09-01' },
  ];
  const conditional = (): Story => anEndorsement().takes(kenya, 'approve_with_conditions', { conditions });

  it('with owner and date, the proponent’s in 60 days where none is named', () =>
    take(conditional(), malawi).then(
      event('obligation-opened', {
        kind: 'condition',
        label: 'Only native weevils.',
        owner: 'proponent-1',
        setBy: 'host_government-1',
        due: { at: '2027-04-30T14:00:00.000Z' },
      }),
      event('obligation-opened', {
        kind: 'condition',
        label: 'Share the monitoring data.',
        owner: 'coordinator-1',
        due: { at: '2027-09-01T14:00:00.000Z' },
      }),
    ));

  it('not while it is open, and not if it is not approved', () => {
    const none = (story: Story): void =>
      expect(story.pilot.obligations.filter(({ kind }) => kind === 'condition')).toEqual([]);
    none(conditional());
    none(conditional().takes(malawi, 'object', { text: 'No.' }));
  });

  it('not those of a position that was changed', () => {
    const story = conditional().takes(kenya, 'approve').takes(malawi, 'approve');
    expect(story.pilot.obligations.filter(({ kind }) => kind === 'condition')).toEqual([]);
  });

  it('have to be named with approve_with_conditions, and with no other position', () => {
    take(anEndorsement(), kenya, answer('approve_with_conditions')).refused('reason-required');
    take(anEndorsement(), kenya, answer('approve', { conditions })).refused('reason-required');
  });

  it('are owed by a filled seat, on a day to come', () => {
    const condition = (more: object): object =>
      answer('approve_with_conditions', { conditions: [{ text: 'Share.', ...more }] });
    take(anEndorsement(), kenya, condition({ owner: 'funder-1' })).refused('unknown-seat');
    take(anEndorsement(), kenya, condition({ due: '2027-03-01' })).refused('dates-contradict');
    take(anEndorsement(), kenya, condition({ due: '2027-03-02' })).then(event('position-taken'));
  });
});
