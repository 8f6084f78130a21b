import type { Caller } from '../../../workflows/decider';
import type {
  DelegationEntry,
  DirectoryContext,
  OrganisationEntry,
  PersonEntry,
} from '../../../workflows/directory/entries';
import { caseOf } from '../../../workflows/pilot/case';
import { delegatesOf } from '../../../workflows/pilot/seats/delegates';
import { sightOf } from '../../../workflows/pilot/sight';
import { donor, fundedDirectory, inMix, paper, usd } from '../../support/funding';
import { event, given } from '../../support/given';
import {
  coordinator,
  kenya,
  malawi,
  organisations,
  person,
  persons,
  sampleDirectory,
} from '../../support/pilot-people';
import { aConcept, aDraft, anEndorsement, type Story } from '../../support/pilots';
import { afterWindow, anOpenConsultation } from '../../support/consultations';

/** Olga of another house acts for Kenya's focal point while Kamau is away: from 2 March to 10 March. */
const away: DelegationEntry = {
  id: 'leave',
  version: 1,
  giver: 'kamau',
  receiver: 'olga',
  organisation: 'focal-ke',
  seat: null,
  from: '2027-03-02',
  until: '2027-03-10',
  begins: '2027-03-01T21:00:00.000Z',
  ends: '2027-03-10T21:00:00.000Z',
  reason: null,
  withdrawn: null,
};
const during = '2027-03-05T09:00:00.000Z';
const olga: Caller = { door: 'http', person: 'olga', organisation: null };
const answer = { decision: 'endorsement-1', position: 'approve' };

interface Entries {
  readonly persons?: readonly PersonEntry[];
  readonly organisations?: readonly OrganisationEntry[];
}
const withDelegations = (delegations: readonly DelegationEntry[], more: Entries = {}) =>
  sampleDirectory({ ...more, delegations });
/** In endorsement, with these delegations. */
const asked = (change: Partial<DelegationEntry> = {}, more: Entries = {}): Story =>
  anEndorsement().in(withDelegations([{ ...away, ...change }], more));
const changed = (id: string, change: Partial<PersonEntry>): Entries => ({
  persons: persons.map((each) => (each.id === id ? { ...each, ...change } : each)),
});
const answers = (story: Story, at = during, by = olga, body: object = answer) =>
  given(story).when('take-position', { by, body, at });

describe('Delegation (lifecycle.md section 1)', () => {
  it('a dated right to act for a seat: who has it takes the position of the seat', () =>
    answers(asked()).then(
      event('position-taken', { seat: 'host_government-1', organisation: 'focal-ke', position: 'approve' }),
      event('obligation-met', { obligation: 'position:endorsement-1:host_government-1' }),
    ));

  it('for one seat of one pilot, and for no other', () => {
    const seat = { pilot: 'sample', seat: 'host_government-1' };
    answers(asked({ seat })).then(event('position-taken', { seat: 'host_government-1' }));
    answers(asked({ seat: { ...seat, seat: 'host_government-2' } })).refused('unknown-stream');
    answers(asked({ seat: { ...seat, pilot: 'another' } })).refused('unknown-stream');
    answers(asked({ organisation: 'focal-mw' })).refused('unknown-stream');
  });

  it.each([
    ['before it begins', '2027-03-01T20:59:59.999Z', false],
    ['from its first moment', away.begins, true],
    ['to its last', '2027-03-10T20:59:59.999Z', true],
    ['not any more at its end', away.ends, false],
  ])('is checked at the moment of the act: %s', (_, at, may) => {
    const answered = answers(asked(), at);
    if (may) answered.then(event('position-taken'));
    else answered.refused('unknown-stream');
  });

  it.each<[string, Story]>([
    ['it was withdrawn', asked({ withdrawn: '2027-03-04T09:00:00.000Z' })],
    ['it was withdrawn, though by a clock that is ahead', asked({ withdrawn: '2027-03-06T09:00:00.000Z' })],
    ['the giver has left', asked({}, changed('kamau', { active: false }))],
    ['the giver belongs to another house now', asked({}, changed('kamau', { organisations: ['unit'] }))],
    ['the receiver has left', asked({}, changed('olga', { active: false }))],
    [
      'the organisation is closed',
      asked(
        {},
        {
          organisations: organisations.map((each) =>
            each.id === 'focal-ke' ? { ...each, active: false } : each,
          ),
        },
      ),
    ],
    [
      'the giver is not listed by the seat any more',
      anEndorsement()
        .give('change-seat-persons', {
          body: { seat: 'host_government-1', persons: ['kioko'] },
        })
        .in(withDelegations([away])),
    ],
  ])('is checked at the moment of the act: not when %s', (_, story) =>
    answers(story).refused('unknown-stream'),
  );

  it('not passed on: what somebody has by delegation she gives to nobody', () => {
    const further = { ...away, id: 'further', giver: 'olga', receiver: 'rosa' };
    const story = anEndorsement().in(withDelegations([away, further]));
    answers(story, during, { ...olga, person: 'rosa' }).refused('unknown-stream');
    answers(story).then(event('position-taken'));
  });

  it('not passed on: who acts by delegation does not name the persons of the seat', () => {
    const body = { seat: 'host_government-1', persons: ['kioko'] };
    expect(
      given(asked()).when('change-seat-persons', { by: olga, body, at: during }).refusal('not-your-seat')
        .detail,
    ).toContain('nobody passes that on');
    given(asked())
      .when('change-seat-persons', { by: kenya, body, at: during })
      .then(event('seat-persons-changed', body));
  });

  it('both names stand on what is done: on the event, on the position and in the case', () => {
    const story = asked().give('take-position', { by: olga, body: answer, at: during });
    const names = { person: 'olga', delegatedBy: 'kamau' };
    for (const type of ['position-taken', 'obligation-met'])
      expect(story.ofType(type).at(-1)).toMatchObject({
        ...names,
        organisation: 'focal-ke',
        seat: 'host_government-1',
        onBehalfOf: null,
      });
    expect(story.pilot.decisions[0]?.positions).toMatchObject([names]);
    const look = { at: during, agenda: story.agenda(), actions: [] };
    const sight = sightOf(story.pilot, malawi, story.directory, during);
    const own = sightOf(story.pilot, kenya, story.directory, during);
    expect(caseOf(story.pilot, { ...look, sight: own }).decisions[0]?.positions).toMatchObject([names]);
    expect(caseOf(story.pilot, { ...look, sight }).decisions[0]?.positions).toEqual([]);
  });

  it('who acts in her own right stands there alone', () => {
    const story = asked().give('take-position', { by: kenya, body: answer, at: during });
    expect(story.ofType('position-taken')[0]).not.toHaveProperty('delegatedBy');
    const sight = sightOf(story.pilot, kenya, story.directory, during);
    const look = { at: during, agenda: story.agenda(), actions: [], sight };
    expect(caseOf(story.pilot, look).decisions[0]?.positions).toMatchObject([
      { person: 'kamau', delegatedBy: null },
    ]);
  });

  it('her own right comes before a delegation', () => {
    const back = { ...away, giver: 'kioko', receiver: 'kamau' };
    const story = anEndorsement().in(withDelegations([back]));
    const [taken] = story
      .give('take-position', { by: kenya, body: answer, at: during })
      .ofType('position-taken');
    expect(taken).not.toHaveProperty('delegatedBy');
  });

  it('both names stand on a comment, a position and an answer in the consultation', () => {
    const days = { begins: '2027-01-01T00:00:00.000Z', ends: '2027-12-31T00:00:00.000Z' };
    const forProponent = { ...away, ...days, id: 'p', giver: 'paul', organisation: 'institute' };
    const directory = withDelegations([
      { ...away, ...days },
      { ...forProponent, receiver: 'rosa' },
    ]);
    const story = anOpenConsultation()
      .in(directory)
      .give('comment', { by: olga, body: { comments: ['Why so far?'], position: 'approve' } });
    const told = story
      .give('comment', { by: malawi, body: { position: 'approve' } })
      .until(afterWindow)
      .give('answer-comment', {
        by: { ...olga, person: 'rosa', organisation: 'institute' },
        body: { comment: 'comment-1', text: 'It is not far.' },
      });
    const names = { person: 'olga', delegatedBy: 'kamau' };
    const sight = sightOf(told.pilot, coordinator, directory, told.at);
    const shown = caseOf(told.pilot, { at: told.at, sight, agenda: told.agenda(), actions: [] });
    expect(shown.consultation).toMatchObject({
      comments: [{ ...names, answer: { person: 'rosa', delegatedBy: 'paul' } }],
      positions: [names, { person: 'martha', delegatedBy: null }],
    });
  });

  it('one person does not speak for two organisations in one consultation, be it by delegation', () => {
    const days = { begins: '2027-01-01T00:00:00.000Z', ends: '2027-12-31T00:00:00.000Z' };
    const forMalawi = { ...away, ...days, id: 'm', giver: 'martha', organisation: 'focal-mw' };
    const comments = { comments: ['Why so far?'] };
    const spoken = (by: Caller) =>
      anOpenConsultation()
        .in(withDelegations([{ ...away, ...days }, forMalawi]))
        .give('comment', { by, body: comments });
    given(spoken({ ...olga, organisation: 'focal-ke' }))
      .when('comment', { by: { ...olga, organisation: 'focal-mw' }, body: comments })
      .refused('segregation');
    given(spoken(malawi))
      .when('comment', { by: { ...olga, organisation: 'focal-mw' }, body: comments })
      .then(event('comment-given', { organisation: 'focal-mw' }));
  });

  it('it stands after the delegation’s end: what was done by it is not undone', () => {
    const done = asked().give('take-position', { by: olga, body: answer, at: during });
    const withdrawn = done.in(withDelegations([{ ...away, withdrawn: during }])).later(away.ends);
    expect(withdrawn.pilot.decisions[0]?.positions).toMatchObject([
      { person: 'olga', delegatedBy: 'kamau', void: false },
    ]);
    given(withdrawn)
      .when('take-position', { by: malawi, body: answer })
      .then(event('decision-resolved', { outcome: 'approved' }));
  });

  it('with a key for one organisation only a seat of that organisation is acted for', () => {
    answers(asked(), during, { ...olga, organisation: 'focal-ke' }).then(event('position-taken'));
    answers(asked(), during, { ...olga, organisation: 'other-institute' }).refused('unknown-stream');
  });

  it('who could act for several organisations says for which', () => {
    const both = [away, { ...away, id: 'other', giver: 'martha', organisation: 'focal-mw' }];
    const story = anEndorsement().in(withDelegations(both));
    answers(story).refused('choose-organisation');
    answers(story, during, { ...olga, organisation: 'focal-mw' }).then(
      event('position-taken', { organisation: 'focal-mw' }),
    );
  });
});

describe('What who acts by delegation sees and is told (lifecycle.md section 1)', () => {
  it('she sees the pilot as the seat does, while it is in force', () => {
    const { pilot, directory } = asked();
    const extent = (at: string) => sightOf(pilot, olga, directory, at).extent;
    expect([during, away.ends].map(extent)).toEqual(['participant', 'nothing']);
    expect(sightOf(pilot, olga, directory, during).seats).toEqual(['host_government-1']);
    expect(aDraft().pilot.submitted).toBe(false);
    const draft = withDelegations([{ ...away, giver: 'paul', organisation: 'institute' }]);
    expect(sightOf(aDraft().pilot, olga, draft, during).extent).toBe('participant');
  });

  it('she is offered what the seat may do', () => {
    expect(asked().later(during).actions(olga)).toContain('take-position');
    expect(asked().later(away.ends).actions(olga)).toEqual([]);
  });

  it('the case names her at the seat, with the last day', () => {
    const { pilot, directory } = asked();
    const shown = caseOf(pilot, {
      at: during,
      sight: sightOf(pilot, coordinator, directory, during),
      agenda: { wakeAt: null, wakeFor: null },
      actions: [],
      delegates: (seat) => delegatesOf(pilot, seat, { at: during, directory }),
    });
    expect(shown.seats.filter(({ delegates = [] }) => delegates.length > 0)).toMatchObject([
      {
        id: 'host_government-1',
        persons: ['kamau', 'kioko'],
        delegates: [{ delegation: 'leave', person: 'olga', delegatedBy: 'kamau', until: '2027-03-10' }],
      },
    ]);
  });

  it('a reminder reaches her beside who holds the seat, while it is in force', () => {
    const reached = (change: Partial<DelegationEntry>) =>
      asked({ ends: '2027-06-01T00:00:00.000Z', ...change })
        .until('2027-03-26T12:00:00.000Z')
        .ofType('reminder-recorded')
        .map(({ data }) => data as { obligation: string; to: { persons: string[] }[] })
        .find(({ obligation }) => obligation === 'position:endorsement-1:host_government-1')
        ?.to.flatMap(({ persons: to }) => to);
    expect(reached({})).toEqual(['kamau', 'kioko', 'olga']);
    expect(reached({ ends: away.ends })).toEqual(['kamau', 'kioko']);
    expect(reached({ receiver: 'kioko' })).toEqual(['kamau', 'kioko']);
  });
});

describe('Segregation holds for both names (lifecycle.md section 1)', () => {
  it('one person never answers for two organisations in one decision, be it by delegation', () => {
    const both = [away, { ...away, id: 'other', giver: 'martha', organisation: 'focal-mw' }];
    const story = anEndorsement()
      .in(withDelegations(both))
      .give('take-position', { by: { ...olga, organisation: 'focal-ke' }, body: answer, at: during });
    answers(story, during, { ...olga, organisation: 'focal-mw' }).refused('segregation');
  });

  it('nor does who delegates through another person what she may not answer herself', () => {
    const twoHouses = persons.map((each) =>
      each.id === 'kamau' ? person('kamau', 'focal-ke', 'focal-mw') : each,
    );
    const directory = sampleDirectory({ persons: twoHouses });
    const story = anEndorsement(directory).give('take-position', {
      by: kenya,
      body: answer,
      at: during,
    });
    const later = story
      .give('change-seat-persons', { body: { seat: 'host_government-2', persons: ['kamau', 'martha'] } })
      .in(sampleDirectory({ persons: twoHouses, delegations: [{ ...away, organisation: 'focal-mw' }] }));
    answers(later).refused('segregation');
  });

  it('nobody reviews what an organisation of one of the two names has proposed', () => {
    const forBoard = { ...away, giver: 'board-one', organisation: 'board-1' };
    const concept = { decision: 'concept-1', position: 'approve' };
    const inConcept = (more: Entries) =>
      aConcept(sampleDirectory(), [kenya, malawi]).in(withDelegations([forBoard], more));
    answers(inConcept({}), during, olga, concept).then(event('position-taken', { seat: 'approving_body-1' }));
    const both = ['other-institute', 'institute'];
    answers(inConcept(changed('olga', { organisations: both })), during, olga, concept).refused(
      'segregation',
    );
    const giver = changed('board-one', { organisations: ['board-1', 'institute'] });
    answers(inConcept(giver), during, olga, concept).refused('segregation');
  });

  it('nobody confirms what stands under one of the two names', () => {
    const paper = {
      decision: 'endorsement-1',
      seat: 'host_government-2',
      position: 'approve',
      document: {
        sha256: 'a'.repeat(64),
        name: 'Letter',
        date: '2027-02-26',
        issuer: 'Ministry',
        location: 'Registry',
      },
    };
    const forCarla = { ...away, giver: 'carla', organisation: 'unit' };
    const story = anEndorsement()
      .in(withDelegations([forCarla]))
      .give('record-position', { by: olga, body: paper, at: during });
    expect(story.ofType('position-recorded')).toMatchObject([
      { person: 'olga', delegatedBy: 'carla', onBehalfOf: 'focal-mw' },
    ]);
    const confirm = (by: Caller) =>
      given(story).when('confirm-record', { by, body: { record: 'record-1' }, at: during });
    confirm(olga).refused('segregation');
    confirm(coordinator).refused('segregation');
    confirm({ ...coordinator, person: 'cora' }).then(event('record-confirmed'));
  });

  it('nobody confirms a contributor’s letter that stands under one of the two names', () => {
    const delegated = withDelegations([
      { ...away, giver: 'carla', organisation: 'unit', ends: '2028-01-01T00:00:00.000Z' },
    ]);
    const directory: DirectoryContext = {
      ...fundedDirectory(),
      delegationsTo: (...of) => delegated.delegationsTo(...of),
      delegationsBy: (...of) => delegated.delegationsBy(...of),
    };
    const pledge = { modality: 'trust_fund', money: usd('1000.00') };
    const letter = { contribution: 'contribution-1', letter: paper() };
    const story = inMix(directory)
      .give('pledge-contribution', { by: donor, body: pledge })
      .later(during)
      .give('confirm-contribution', { by: olga, body: letter });
    const confirm = (by: Caller) =>
      given(story).when('confirm-letter', { by, body: { contribution: 'contribution-1' } });
    confirm(olga).refused('segregation');
    confirm(coordinator).refused('segregation');
    confirm({ ...coordinator, person: 'cora' }).then(
      event('contribution-confirmed', { contribution: 'contribution-1', letter: letter.letter }),
    );
  });
});
