import { ValuePointer } from '@sinclair/typebox/value';

import { localDay } from '../../../workflows/clocks/days';
import { differences } from '../../../workflows/pilot/migration/differences';
import { stepValues } from '../../../workflows/pilot/migration/step-values';
import { previewMigration } from '../../../workflows/pilot/migration/target';
import { steps } from '../../../workflows/pilot/state';
import type { ProgrammeTurn } from '../../../workflows/programmes/decision-rule';
import type { Programme, RuleBook } from '../../../workflows/programmes/rule-book';
import { event, given } from '../../support/given';
import {
  administrator,
  coordinator,
  finance,
  first,
  kenya,
  malawi,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
} from '../../support/pilot-people';
import { anEndorsement, aPilot, aSubmission, type Story } from '../../support/pilots';

const reason = 'The fund has changed its standards.';
const { ruleBook: old } = programmeWith(1);
const { waits } = old;
const ours = <Value>(value: Value) => ({ value, source: 'ours' });

/** The default programme in another version. */
const version = (number: number, changes: Partial<RuleBook>, board = 1): Programme => ({
  ...programmeWith(board),
  ruleBook: { ...old, version: number, ...changes },
});

const quicker: Partial<RuleBook> = {
  waits: {
    ...waits,
    screening: ours({ workingDays: 3 }),
    endorsement: ours({ days: 10 }),
    lastResortAfter: ours({ days: 5 }),
  },
  revisionRounds: ours(5),
  reminders: { ...old.reminders, owner: ours([-7, -1]), repeatEvery: ours(10) },
};

/** The story goes on after the publication of these versions. */
const published = (story: Story, ...versions: readonly Programme[]): Story =>
  story.in(sampleDirectory({ programmes: [programmeWith(1), ...versions] }));

const to = (number: number, id = 'ssc-pilot') => ({
  by: first,
  body: { programme: { id, version: number }, reason },
});

const without = <Whole extends object>(whole: Whole, name: keyof Whole & string): Partial<Whole> => {
  const copy: Partial<Whole> = { ...whole };
  Reflect.deleteProperty(copy, name);
  return copy;
};

const newVersion = version(2, quicker);
const dayOf = (story: Story, id: string): string => localDay(story.owed(id).due.at ?? '', 'Africa/Nairobi');

describe('Programme migration (lifecycle.md section 7)', () => {
  const screening = published(aSubmission(), newVersion);
  const migrated = screening.give('migrate-programme', to(2));

  it('a pilot pins the version that it starts under, also when a newer one is published', () => {
    expect(screening.pilot.programme).toEqual({ id: 'ssc-pilot', version: 1 });
    expect(dayOf(screening.accepted(), 'position:endorsement-1')).toBe('2027-03-31');
  });

  it('is by the approving body, with a reason, and an event', () => {
    given(screening)
      .when('migrate-programme', to(2))
      .then(event('programme-migrated', { from: 1, to: 2, reason }));
    for (const by of [coordinator, proponent, finance])
      given(screening)
        .when('migrate-programme', { ...to(2), by })
        .refused('not-your-seat');
    given(screening)
      .when('migrate-programme', { by: first, body: { programme: { id: 'ssc-pilot', version: 2 } } })
      .refused('invalid-body');
    expect(migrated.pilot.programme).toEqual({ id: 'ssc-pilot', version: 2 });
  });

  it('is an act where the approving body has several seats', () => {
    const board = (number: number) => version(number, number === 1 ? {} : quicker, 2);
    const story = aSubmission(sampleDirectory({ programmes: [board(1)] }))
      .in(sampleDirectory({ programmes: [board(1), board(2)] }))
      .give('migrate-programme', to(2));
    expect(story.pilot.programme.version).toBe(1);
    expect(story.takes(second, 'approve').pilot.programme.version).toBe(2);
  });

  it('leaves what is open its rule and the dates that it opened under', () => {
    expect(migrated.owed('step:proposal.screening')).toEqual(screening.owed('step:proposal.screening'));
    const moved = (story: Story) =>
      story
        .give('extend-obligation', {
          body: { obligation: 'step:proposal.screening:coordinator-1', by: { add: { days: 5 } }, reason },
        })
        .owed('step:proposal.screening');
    expect(moved(migrated)).toEqual(moved(screening));
  });

  it('leaves what is open its reminders, those too that are repeated without end', () => {
    const late = '2027-06-30T17:00:00.000Z';
    const offsets = (story: Story) =>
      story
        .until(late)
        .ofType('reminder-recorded')
        .filter(({ data }) =>
          (data as { obligation: string }).obligation.startsWith('step:proposal.screening'),
        )
        .map(({ data }) => (data as { offset: number }).offset);
    expect(offsets(migrated)).toEqual(offsets(screening));
    expect(offsets(migrated)).toContain(60);
  });

  it('leaves an open decision its window, also where it is asked again', () => {
    const undecided = published(anEndorsement(), newVersion).until('2027-04-01T15:00:00.000Z');
    const again = (story: Story) =>
      story.give('ask-again', { body: { decision: 'endorsement-1', reason } }).pilot.decisions[0];
    expect(again(undecided.give('migrate-programme', to(2)))).toEqual(again(undecided));
  });

  it('leaves a lapse the final notice of its own version', () => {
    const shorter = version(2, { lapse: { ...old.lapse, finalNotice: ours(2) } });
    const draft = published(aPilot(), shorter);
    const warned = (story: Story) =>
      story.tick('2028-03-06T09:00:00.000Z').owed('step:proposal.draft').lapsesAt;
    expect(warned(draft.give('migrate-programme', to(2)))).toBe(warned(draft));
    expect(warned(draft)).toBe('2028-03-13T14:00:00.000Z');
  });

  it('leaves the next seats of an open decision its window', () => {
    const turns: ProgrammeTurn[] = [
      { rule: 'ALL_OF', of: ['host_government'] },
      { rule: 'SINGLE', seat: 'reviewer' },
    ];
    const inTurns: Partial<RuleBook> = {
      decisions: { ...old.decisions, endorsement: ours({ rule: 'SEQUENTIAL', turns }) },
    };
    const before = version(1, inTurns);
    const story = aSubmission(sampleDirectory({ programmes: [before] }))
      .give('fill-seat', { body: { kind: 'reviewer', organisation: 'secretariat' } })
      .accepted()
      .in(sampleDirectory({ programmes: [before, version(2, { ...inTurns, ...quicker })] }));
    const turned = (each: Story) =>
      each.takes(kenya, 'approve').takes(malawi, 'approve').pilot.decisions[0]?.closes;
    expect(turned(story.give('migrate-programme', to(2)))).toBe(turned(story));
  });

  it('leaves the substitute in an open decision its window', () => {
    const shorter = { waits: { ...waits, concept: ours({ workingDays: 2 }) } };
    const story = anEndorsement(sampleDirectory({ programmes: [version(1, {}, 2)] }))
      .give('vacate-seat', { by: administrator, body: { seat: 'approving_body-2', reason } })
      .takes(kenya, 'approve')
      .takes(malawi, 'approve')
      .until('2027-04-01T15:00:00.000Z')
      .in(sampleDirectory({ programmes: [version(1, {}, 2), version(2, shorter, 2)] }));
    const substituted = (each: Story) =>
      each
        .give('fill-seat', {
          by: administrator,
          body: { kind: 'approving_body', organisation: 'board-2' },
        })
        .give('name-substitute', {
          body: {
            decision: 'concept-1',
            seat: 'approving_body-1',
            substitute: 'approving_body-3',
            reason,
          },
        })
        .owed('position:concept-1:approving_body-3').due.at;
    expect(substituted(story.give('migrate-programme', to(2)))).toBe(substituted(story));
  });

  it('the new version applies to what opens next', () => {
    const next = migrated.accepted();
    expect(dayOf(next, 'position:endorsement-1')).toBe('2027-03-11');
    expect(next.owed('position:endorsement-1').reminders.map(({ offset }) => offset)).toEqual([
      -7, -1, 14, 30,
    ]);
    const [decision] = next.pilot.decisions;
    expect(localDay(decision?.lastResortAt ?? '', 'Africa/Nairobi')).toBe('2027-03-16');
  });

  it('gives the rounds of the new version, beside those that were granted, and takes back none that is used', () => {
    expect(migrated.pilot.rounds).toEqual({ used: 0, allowed: 5 });
    const fewer = published(
      aSubmission().give('return-proposal', { body: { reason } }).submitted(),
      version(2, { revisionRounds: ours(0) }),
    );
    expect(fewer.give('migrate-programme', to(2)).pilot.rounds).toEqual({ used: 1, allowed: 1 });
  });

  it('is refused if the current step is missing in the version', () => {
    const others = without(old.waits, 'endorsement');
    const lacking: Programme = {
      ...newVersion,
      ruleBook: { ...newVersion.ruleBook, waits: others as RuleBook['waits'] },
    };
    const refusal = given(published(anEndorsement(), lacking))
      .when('migrate-programme', to(2))
      .refusal('step-missing');
    expect(refusal.detail).toBe(
      'Version 2 of the programme does not have the step proposal.endorsement: it lacks /waits/endorsement.',
    );
    expect(published(aSubmission(), lacking).give('migrate-programme', to(2)).pilot.programme.version).toBe(
      2,
    );
  });

  it('is refused to another programme, to a version that is not published, and to one that is not newer', () => {
    given(screening).when('migrate-programme', to(2, 'gef-medium')).refused('another-programme');
    given(screening).when('migrate-programme', to(3)).refused('unknown-programme');
    given(screening).when('migrate-programme', to(1)).refused('version-not-newer');
    given(migrated).when('migrate-programme', to(2)).refused('version-not-newer');
    given(migrated).when('migrate-programme', to(1)).refused('version-not-newer');
  });

  it('stands among the actions of the approving body while there is a newer version', () => {
    expect(screening.actions(first)).toContain('migrate-programme');
    expect(screening.actions(coordinator)).not.toContain('migrate-programme');
    expect(migrated.actions(first)).not.toContain('migrate-programme');
    expect(aSubmission().actions(first)).not.toContain('migrate-programme');
  });

  it('keeps its place among the acts: an ended pilot does not migrate', () => {
    const ended = screening.give('withdraw', { by: proponent, body: { reason } });
    given(ended).when('migrate-programme', to(2)).refused('not-now');
  });

  it('has a preview that lists what will differ', () => {
    const { directory } = screening;
    expect(previewMigration(screening.pilot, 2, directory)).toEqual({
      from: 1,
      to: 2,
      refused: null,
      differences: [
        { pointer: '/waits/screening', before: { workingDays: 10 }, after: { workingDays: 3 } },
        { pointer: '/waits/endorsement', before: { days: 30 }, after: { days: 10 } },
        { pointer: '/waits/lastResortAfter', before: { days: 30 }, after: { days: 5 } },
        { pointer: '/revisionRounds', before: 3, after: 5 },
        { pointer: '/reminders/owner', before: [-30, -14, -7, -1, 0, 3, 7], after: [-7, -1] },
        { pointer: '/reminders/repeatEvery', before: 30, after: 10 },
      ],
    });
    expect(previewMigration(screening.pilot, 1, directory)).toMatchObject({
      refused: { code: 'version-not-newer' },
      differences: [],
    });
    expect(previewMigration(screening.pilot, 3, directory)).toBeNull();
  });

  it('a preview shows what a version lacks, and leaves sources alone', () => {
    const rest = without(old, 'currency');
    expect(differences(rest, { ...old, name: 'Other', currency: { value: 'EUR', source: 'ours' } })).toEqual([
      { pointer: '/name', before: old.name, after: 'Other' },
      { pointer: '/currency', before: null, after: 'EUR' },
    ]);
    expect(differences(old, rest)).toEqual([{ pointer: '/currency', before: 'USD', after: null }]);
    expect(differences(old, { ...old, currency: { value: 'USD', source: 'another' } })).toEqual([]);
  });

  it.each(steps)('knows what the step %s stands on', (step) => {
    const pointers = stepValues[step] ?? [];
    expect(pointers).not.toEqual([]);
    for (const pointer of pointers) expect(ValuePointer.Get(old, pointer)).toBeDefined();
  });

  it('a new pilot begins under the newest version', () => {
    const both = sampleDirectory({ programmes: [programmeWith(1), newVersion] });
    expect(aPilot(both).pilot.programme.version).toBe(2);
    expect(anEndorsement(both).takes(kenya, 'approve').takes(malawi, 'approve').pilot.status).toBe(
      'proposal.concept_review',
    );
  });
});
