import { delegation } from '../../../workflows/directory/delegation';
import { deciders } from '../../../workflows/registry';
import { directoryOf } from '../../support/directory';
import { after, anOrganisation, aPerson, given, institutions, withKeyOf } from './sample';
import { sscPilotRules } from '../../../workflows/programmes/shipped';

/** Mira holds the ministry's seat, Dan is her deputy, Otto works elsewhere, Max has left. */
const seats = { 'lake/host_government-1': { organisation: 'ministry', persons: ['mira'] } };
const context = directoryOf({
  organisations: [
    anOrganisation('ministry', { timeZone: 'Africa/Nairobi' }),
    anOrganisation('institute'),
    anOrganisation('closed', { active: false }),
    anOrganisation('unit'),
  ],
  persons: [
    aPerson('mira', { organisations: ['ministry', 'institute', 'closed'] }),
    aPerson('dan', { organisations: ['ministry'] }),
    aPerson('otto', { organisations: ['institute'] }),
    aPerson('carl', { organisations: ['unit'] }),
    aPerson('ada', { rights: ['administrator'] }),
    aPerson('audrey', { rights: ['auditor'] }),
    aPerson('max', { organisations: ['ministry'], active: false }),
  ],
  programmes: [{ ruleBook: sscPilotRules, institutions }],
  seats,
});
const by = (id: string) => withKeyOf(id);
const mira = by('mira');

const oneSeat = { to: 'dan', for: { pilot: 'lake', seat: 'host_government-1' }, until: '2027-07-31' };
const allSeats = { ...oneSeat, for: { organisation: 'ministry' } };
const at = '2027-07-01T09:00:00.000Z';
const give = (body: object, giver = mira, when = at) => given(giver, 'give-delegation', body, when);
const givenTo = (...commands: ReturnType<typeof given>[]) =>
  after(delegation, commands, { context, stream: 'delegation/leave' });
const refused = (code: string, pointer?: string) =>
  expect.objectContaining({
    refused: true,
    code,
    ...(pointer !== undefined && { errors: [expect.objectContaining({ pointer }) as unknown] }),
  }) as unknown;

describe('Delegation (lifecycle.md section 1): a dated right to act for a seat', () => {
  it('for one seat of one pilot, from now to the end of a day where the organisation is', () => {
    const { state, last } = givenTo(give({ ...oneSeat, reason: 'On leave.' }));
    expect(state?.entry).toEqual({
      id: 'leave',
      version: 1,
      giver: 'mira',
      receiver: 'dan',
      organisation: 'ministry',
      seat: { pilot: 'lake', seat: 'host_government-1' },
      from: '2027-07-01',
      until: '2027-07-31',
      begins: at,
      ends: '2027-07-31T21:00:00.000Z',
      reason: 'On leave.',
      withdrawn: null,
    });
    const author = { person: 'mira', organisation: 'ministry', seat: 'host_government-1', onBehalfOf: null };
    expect(last).toMatchObject([{ type: 'delegation-given', by: author }]);
  });

  it('for every seat that the giver holds for an organisation, from a day to come', () => {
    const { state } = givenTo(give({ ...allSeats, from: '2027-07-10' }));
    expect(state?.entry).toMatchObject({
      organisation: 'ministry',
      seat: null,
      begins: '2027-07-09T21:00:00.000Z',
      ends: '2027-07-31T21:00:00.000Z',
      reason: null,
    });
  });

  it.each([
    ['a seat that she does not hold', give(oneSeat, by('otto'))],
    ['a seat that another person of her organisation holds', give({ ...oneSeat, to: 'otto' }, by('dan'))],
    ['a seat that there is not', give({ ...oneSeat, for: { pilot: 'lake', seat: 'host_government-9' } })],
    ['a seat of a pilot that there is not', give({ ...oneSeat, for: { pilot: 'sea', seat: 'finance-1' } })],
    ['the seats of an organisation that she does not act for', give(allSeats, by('otto'))],
    ['the seats of an organisation that is closed', give({ ...oneSeat, for: { organisation: 'closed' } })],
    ['the seats of an organisation that there is not', give({ ...oneSeat, for: { organisation: 'none' } })],
    ['with a key for another organisation', give(allSeats, withKeyOf('mira', 'institute'))],
    ['as somebody who has left', give(allSeats, by('max'))],
    ['as an administrator', give(allSeats, by('ada'))],
  ])('is given by a person who holds it in her own right, and not for %s', (_, command) => {
    expect(givenTo(command).last).toEqual(refused('not-your-seat'));
  });

  it('is given with a key for the organisation', () => {
    expect(givenTo(give(allSeats, withKeyOf('mira', 'ministry'))).version).toBe(1);
  });

  it('is not passed on: who has it gives it to nobody', () => {
    const own = { ...oneSeat, to: 'otto' };
    const held = givenTo(give(allSeats)).state?.entry;
    const withIt = directoryOf({
      organisations: [anOrganisation('ministry')],
      persons: [aPerson('dan', { organisations: ['ministry'] }), aPerson('otto')],
      seats,
      delegations: held === undefined ? [] : [held],
    });
    expect(withIt.delegationsTo('dan', at)).toHaveLength(1);
    expect(after(delegation, [give(own, by('dan'))], { context: withIt }).last).toEqual(
      refused('not-your-seat'),
    );
  });

  it.each([
    ['unknown-person', '/to', { to: 'nobody' }],
    ['unknown-person', '/to', { to: 'max' }],
    ['invalid-body', '/to', { to: 'mira' }],
    ['dates-contradict', '/from', { from: '2027-06-30' }],
    ['dates-contradict', '/until', { from: '2027-07-20', until: '2027-07-19' }],
    ['dates-contradict', '/until', { until: '2027-06-30' }],
    ['invalid-body', '/until', { until: 'Monday' }],
    ['invalid-body', '/for', { for: { pilot: 'lake' } }],
  ])('is refused as %s at %s: %j', (code, pointer, change) => {
    expect(givenTo(give({ ...oneSeat, ...change })).last).toEqual(refused(code, pointer));
  });

  it('may be of one day, and today is what it is where the organisation is', () => {
    const lateEvening = '2027-07-01T22:00:00.000Z';
    const { state } = givenTo(give({ ...oneSeat, until: '2027-07-02' }, mira, lateEvening));
    expect(state?.entry).toMatchObject({ from: '2027-07-02', until: '2027-07-02', begins: lateEvening });
  });

  const withdraw = (who: string, when = '2027-07-15T09:00:00.000Z') =>
    given(by(who), 'withdraw-delegation', { reason: 'I am back.' }, when);

  it.each(['mira', 'dan', 'ada'])('is withdrawn at once, with a reason, by %s', (who) => {
    const { state, last } = givenTo(give(oneSeat), withdraw(who));
    expect(state?.entry.withdrawn).toBe('2027-07-15T09:00:00.000Z');
    expect(last).toMatchObject([{ type: 'delegation-withdrawn', by: { person: who } }]);
    expect(delegation.status(state)).toBe('withdrawn');
  });

  it('is withdrawn by nobody else, once, while it lasts, with a reason', () => {
    expect(givenTo(give(oneSeat), withdraw('carl')).last).toEqual(refused('not-your-seat'));
    expect(givenTo(give(oneSeat), withdraw('audrey')).last).toEqual(refused('not-your-seat'));
    expect(givenTo(give(oneSeat), withdraw('mira'), withdraw('mira')).last).toEqual(refused('not-now'));
    expect(givenTo(give(oneSeat), withdraw('mira', '2027-07-31T21:00:00.000Z')).last).toEqual(
      refused('not-now'),
    );
    const wordless = given(by('mira'), 'withdraw-delegation', {}, at);
    expect(givenTo(give(oneSeat), wordless).last).toEqual(refused('invalid-body', '/reason'));
  });

  it('is not known to those whom it does not concern', () => {
    expect(givenTo(give(oneSeat), withdraw('otto')).last).toEqual(refused('unknown-stream'));
    expect(givenTo(give(oneSeat), withdraw('max')).last).toEqual(refused('unknown-stream'));
  });

  it('names the pilot on whose seats the answer rests', () => {
    const named = (body: unknown, name = 'give-delegation') =>
      deciders['delegation']?.pilotNamed?.({ name, body });
    expect(named(oneSeat)).toBe('lake');
    expect(named(allSeats)).toBeNull();
    expect(named({ for: { pilot: 'lake' } })).toBeNull();
    expect(named(oneSeat, 'withdraw-delegation')).toBeNull();
  });
});
