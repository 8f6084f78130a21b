import { computeDue } from '../../../workflows/clocks/compute';
import { localDay } from '../../../workflows/clocks/days';
import { heldAt } from '../../../workflows/clocks/held-on';
import type { Due } from '../../../workflows/clocks/due';
import type { Moment } from '../../../workflows/pilot/command';
import { clocksFrom, heldInFuture, notSooner } from '../../../workflows/pilot/late/late-fact';
import { heldBySuspension } from '../../../workflows/pilot/suspension/accepted';
import { given } from '../../support/given';
import { first, kenya, malawi, proponent, sampleDirectory } from '../../support/pilot-people';
import { aConcept, aPilot } from '../../support/pilots';
import { everyDay, nairobi } from '../clocks/calendars';

const at = '2027-03-01T21:30:00.000Z';
const directory = sampleDirectory();
const moment: Moment = {
  at,
  as: { role: 'coordinator', seat: 'coordinator-1', organisation: 'unit' },
  person: 'carla',
  directory,
};
const { pilot } = aPilot(directory);
const consulted = () => aConcept(directory, [kenya, malawi]).takes(first, 'approve');

describe('Late facts (lifecycle.md section 7)', () => {
  it('a fact is never held in the future, by the calendar of who reports it', () => {
    // It is half past midnight of 2 March in Nairobi.
    expect(heldInFuture(pilot, '2027-03-02', moment)).toBeNull();
    expect(heldInFuture(pilot, '2026-01-01', moment)).toBeNull();
    expect(heldInFuture(pilot, '2027-03-03', moment)).toMatchObject({
      code: 'dates-contradict',
      errors: [{ pointer: '/heldOn', detail: 'It has to be 2027-03-02 or earlier.' }],
    });
    const clock: Moment = { ...moment, as: { role: 'clock', seat: null, organisation: null } };
    expect(heldInFuture(pilot, '2027-03-02', clock)).toBeNull();
  });

  it('clocks run from the day on which it was held, in the zone of who owes', () => {
    expect(clocksFrom(undefined, { organisation: 'unit' }, moment)).toBe(at);
    const from = clocksFrom('2027-02-01', { organisation: 'unit' }, moment);
    expect(from).toBe('2027-02-01T09:00:00.000Z');
    const after = { kind: 'after', event: 'signature', from, length: { days: 120 } } as const;
    expect(computeDue(after, nairobi).at).toBe('2027-06-01T14:00:00.000Z');
  });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'UTC'])(
    'the day stays the day in %s',
    (timeZone) => {
      const instant = heldAt('2027-02-01', { ...everyDay, timeZone });
      expect(localDay(instant, timeZone)).toBe('2027-02-01');
    },
  );

  const on = (day: string): Due => computeDue({ kind: 'fixed', day }, nairobi);
  const lapsing = { owner: 'proponent-1', endsIn: 'lapse' } as const;

  it('a lapse that it moves never falls less than 30 days ahead', () => {
    const moved = notSooner(pilot, lapsing, on('2027-03-10'), moment);
    expect(moved).toMatchObject({
      at: '2027-04-01T14:00:00.000Z',
      explanation:
        'the later of 10 March 2027 and 1 April 2027 (30 days after the day on which this was reported, 2 March 2027)',
    });
    expect(notSooner(pilot, lapsing, on('2027-04-01'), moment)).toEqual(on('2027-04-01'));
    expect(notSooner(pilot, lapsing, on('2027-05-01'), moment)).toEqual(on('2027-05-01'));
  });

  it('a due date that does not lapse falls where the fact puts it', () => {
    expect(notSooner(pilot, { ...lapsing, endsIn: null }, on('2027-02-10'), moment)).toEqual(
      on('2027-02-10'),
    );
  });

  it('are accepted while the pilot is suspended, if they are of the time before', () => {
    const still = consulted().give('suspend', { by: first, body: { reason: 'The bank.' } });
    const held = (heldOn: string) => heldBySuspension(still.pilot, 'confirm-contribution', { heldOn });
    expect(held('2027-02-20')).toBeNull();
    expect(held('2027-03-02')).toMatchObject({ code: 'suspended' });
    expect(heldBySuspension(still.pilot, 'confirm-contribution', {})).toMatchObject({ code: 'suspended' });
    expect(heldBySuspension(consulted().pilot, 'confirm-contribution', {})).toBeNull();
  });

  it('undo no resolution and no end, but are a ground for reopening', () => {
    const ended = aPilot().until('2028-03-02T14:00:00.000Z');
    expect(ended.pilot.status).toBe('lapsed');
    given(ended).when('submit-proposal', { by: proponent }).refused('not-now');
    const reason = 'The proposal was handed in on 1 February 2028, on paper.';
    expect(ended.give('reopen', { by: first, body: { reason } }).pilot.status).toBe('proposal.draft');
  });
});
