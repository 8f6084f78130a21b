import { caseOf } from '../../../workflows/pilot/case';
import { aSignature, effective, fundedDirectory, inMix } from '../../support/funding';
import { event, given } from '../../support/given';
import {
  coordinator,
  first,
  malawi,
  organisations,
  persons,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
} from '../../support/pilot-people';
import { toConvene } from '../../support/consultations';
import { takenOver } from '../../support/funding';
import type { Story } from '../../support/pilots';

const reason = 'The rains came late.';
const extending = (by: object, more: object = {}) => ({ by: first, body: { by, reason, ...more } });
const extended = (by: object, more: object = {}, story = effective()): Story =>
  story.give('extend-planned-end', extending(by, more));
const endOf = (story: Story) => story.pilot.proposal.plannedEnd;

describe('The planned end is extended by the approving body (lifecycle.md section 4, Extend)', () => {
  it('by a length or to a day, with a reason and the authority', () => {
    expect(endOf(effective())).toBe('2029-12-31');
    expect(endOf(extended({ add: { months: 3 } }))).toBe('2030-03-31');
    expect(endOf(extended({ to: '2030-06-30' }))).toBe('2030-06-30');
    given(effective())
      .when('extend-planned-end', extending({ add: { months: 3 } }))
      .then(
        event('planned-end-extended', {
          day: '2030-03-31',
          reason,
          due: expect.objectContaining({
            explanation: '31 December 2029; extended once by 3 months by the approving body',
          }) as unknown,
        }),
      );
    given(effective())
      .when('extend-planned-end', { by: first, body: { by: { add: { days: 1 } } } })
      .refused('invalid-body');
  });

  it('the approving body alone', () => {
    for (const by of [coordinator, proponent, malawi]) {
      given(effective())
        .when('extend-planned-end', { ...extending({ add: { days: 1 } }), by })
        .refused('not-your-seat');
      expect(effective().actions(by)).not.toContain('extend-planned-end');
    }
    expect(effective().actions(first)).toContain('extend-planned-end');
  });

  it('never earlier', () => {
    given(effective())
      .when('extend-planned-end', extending({ to: '2029-12-30' }))
      .refused('not-extendable');
    given(extended({ add: { months: 3 } }))
      .when('extend-planned-end', extending({ add: { months: 1 } }, { replaces: true }))
      .refused('not-extendable');
  });

  it('adds to earlier extensions, or replaces them', () => {
    const once = extended({ add: { months: 3 } });
    expect(endOf(extended({ add: { months: 2 } }, {}, once))).toBe('2030-05-31');
    expect(endOf(extended({ add: { months: 6 } }, { replaces: true }, once))).toBe('2030-06-30');
  });

  it('after a final one there is no other', () => {
    const refusal = given(extended({ add: { months: 3 } }, { final: true }))
      .when('extend-planned-end', extending({ add: { months: 1 } }))
      .refusal('not-extendable');
    expect(refusal.detail).toContain('the last');
  });

  it('not to a day that has passed by then', () =>
    given(effective().later('2031-01-01T09:00:00.000Z'))
      .when('extend-planned-end', extending({ to: '2030-06-30' }))
      .refused('not-extendable'));

  it('from funding on', () => {
    expect(endOf(extended({ add: { days: 1 } }, {}, inMix()))).toBe('2030-01-01');
    expect(endOf(extended({ add: { days: 1 } }, {}, aSignature()))).toBe('2030-01-01');
    given(toConvene())
      .when('extend-planned-end', extending({ add: { days: 1 } }))
      .refused('not-now');
  });

  it('with several members of the approving body it is an act', () => {
    const board = sampleDirectory({ organisations, persons, programmes: [programmeWith(3)] });
    const proposed = takenOver('funding.mix', {}, board, [first, second]).give(
      'extend-planned-end',
      extending({ add: { days: 1 } }),
    );
    expect(endOf(proposed)).toBe('2029-12-31');
    expect(endOf(proposed.takes(second, 'approve'))).toBe('2030-01-01');
  });

  it('another end in a revised proposal begins anew', () => {
    const again = extended({ add: { months: 3 } }, { final: true }, inMix())
      .give('withdraw-endorsement', { by: malawi, body: { reason } })
      .give('revise-proposal', { by: proponent, body: { plannedEnd: '2030-12-31' } });
    expect(again.pilot.plannedEnd).toBeNull();
    const kept = extended({ add: { months: 3 } }, {}, inMix())
      .give('withdraw-endorsement', { by: malawi, body: { reason } })
      .give('revise-proposal', { by: proponent, body: { focalArea: 'Water' } });
    expect(kept.pilot.plannedEnd).not.toBeNull();
  });

  it('the case explains it', () => {
    const shown = (story: Story) =>
      caseOf(story.pilot, {
        at: story.at,
        sight: { extent: 'everything', seats: [], deliberates: true },
        actions: [],
        agenda: { wakeAt: null, wakeFor: null },
      }).plannedEnd;
    expect(shown(effective(fundedDirectory()))).toBeNull();
    expect(shown(extended({ to: '2030-06-30' }))).toEqual({
      day: '2030-06-30',
      explanation: '31 December 2029; extended once to 30 June 2030 by the approving body',
    });
  });
});
