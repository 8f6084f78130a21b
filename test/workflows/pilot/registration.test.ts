import { type Caller, isRefusal } from '../../../workflows/decider';
import { event, given } from '../../support/given';
import {
  coordinator,
  organisations,
  persons,
  programmeWith,
  proponent,
  sampleDirectory,
  start,
} from '../../support/pilot-people';
import { aPilot, noPilot } from '../../support/pilots';

const body = { programme: 'ssc-pilot', title: 'Weevils', proponent: 'institute' };
const secondUnit: Caller = { door: 'http', person: 'charles', organisation: 'second-unit' };
const seatsOf = (by: Caller, directory = sampleDirectory()) =>
  noPilot(directory).give('register-pilot', { by, body }).pilot.seats;
const organisationIn = (kind: string, seats: ReturnType<typeof seatsOf>) =>
  seats.filter((seat) => seat.kind === kind).map(({ organisation }) => organisation);

describe('Registration (lifecycle.md sections 1 and 2)', () => {
  it('opens a draft that the proponent owes, and that lapses after 365 days', () =>
    given(noPilot())
      .when('register-pilot', { body })
      .then(
        event('pilot-registered', {
          programme: { id: 'ssc-pilot', version: 1 },
          proposal: { title: 'Weevils' },
        }),
        event('step-entered', { from: null, to: 'proposal.draft' }),
        event('obligation-opened', {
          kind: 'step',
          owner: 'proponent-1',
          due: {
            at: '2028-02-29T14:00:00.000Z',
            explanation: '365 days after the registration, 1 March 2027',
          },
          lapsesAt: '2028-02-29T14:00:00.000Z',
        }),
      ));

  it('pins the newest version of the programme', () => {
    const older = programmeWith(1);
    const newer = { ...older, ruleBook: { ...older.ruleBook, version: 7 } };
    const story = aPilot(sampleDirectory({ programmes: [newer, older] }));
    expect(story.pilot.programme).toEqual({ id: 'ssc-pilot', version: 7 });
  });

  it('makes who registers the coordinator if the programme lists it', () => {
    expect(organisationIn('coordinator', seatsOf(secondUnit))).toEqual(['second-unit']);
  });

  it('makes the programme’s coordinator coordinator otherwise', () => {
    expect(organisationIn('coordinator', seatsOf(proponent))).toEqual(['unit']);
  });

  it('never makes the proponent its own coordinator', () => {
    const story = noPilot().give('register-pilot', { body: { ...body, proponent: 'unit' } });
    expect(organisationIn('coordinator', story.pilot.seats)).toEqual(['second-unit']);
    const alone = sampleDirectory({ programmes: [programmeWith(1, { coordinators: ['unit'] })] });
    given(noPilot(alone))
      .when('register-pilot', { body: { ...body, proponent: 'unit' } })
      .refused('segregation');
  });

  it('takes approving body and finance from the programme, one seat for each member', () => {
    const seats = seatsOf(coordinator, sampleDirectory({ programmes: [programmeWith(3)] }));
    expect(organisationIn('approving_body', seats)).toEqual(['board-1', 'board-2', 'board-3']);
    expect(organisationIn('finance', seats)).toEqual(['treasury']);
  });

  it('refuses one organisation on opposed seats', () => {
    given(noPilot())
      .when('register-pilot', { body: { ...body, proponent: 'treasury' } })
      .refused('segregation');
    given(noPilot())
      .when('register-pilot', { body: { ...body, proponent: 'board-1' } })
      .refused('segregation');
  });

  it('seats all active persons of an organisation where none are named', () => {
    const [coordinating] = seatsOf(coordinator);
    expect(coordinating?.persons).toEqual(['carla', 'cora']);
    const left = persons.map((person) => (person.id === 'cora' ? { ...person, active: false } : person));
    expect(seatsOf(coordinator, sampleDirectory({ persons: left }))[0]?.persons).toEqual(['carla']);
  });

  it('seats the caller and the persons named', () => {
    const colleagues = [...persons, { ...persons[0], id: 'colin' } as (typeof persons)[number]];
    const story = noPilot(sampleDirectory({ persons: colleagues })).give('register-pilot', {
      body: { ...body, persons: ['colin'] },
    });
    expect(story.pilot.seats[0]?.persons).toEqual(['carla', 'colin']);
    given(noPilot())
      .when('register-pilot', { body: { ...body, persons: ['paul'] } })
      .refused('unknown-person');
  });

  it('lets approving body and finance decline, but not coordinator and proponent', () => {
    const may = seatsOf(coordinator).map(({ kind, declinableUntil }) => [kind, declinableUntil !== null]);
    expect(may).toEqual([
      ['coordinator', false],
      ['proponent', false],
      ['approving_body', true],
      ['finance', true],
    ]);
  });

  it('refuses an unknown programme, an unknown proponent, an unknown country', () => {
    given(noPilot())
      .when('register-pilot', { body: { ...body, programme: 'x' } })
      .refused('unknown-programme');
    given(noPilot())
      .when('register-pilot', { body: { ...body, proponent: 'x' } })
      .refused('unknown-organisation');
    const refusal = given(noPilot())
      .when('register-pilot', { body: { ...body, beneficiaryCountries: ['KE', 'ZZ'] } })
      .refusal('unknown-country');
    expect(refusal.errors?.map(({ pointer }) => pointer)).toEqual(['/beneficiaryCountries/1']);
  });

  it('refuses an organisation that is no longer active', () => {
    const gone = organisations.map((each) => (each.id === 'institute' ? { ...each, active: false } : each));
    given(noPilot(sampleDirectory({ organisations: gone })))
      .when('register-pilot', { body })
      .refused('unknown-organisation');
  });

  it('is for an active person of an organisation, and she says which if she has several', () => {
    const nobody: Caller = { door: 'http', person: 'nobody', organisation: null };
    given(noPilot()).when('register-pilot', { by: nobody, body }).refused('not-your-seat');
    const both = persons.map((person) =>
      person.id === 'carla' ? { ...person, organisations: ['unit', 'second-unit'] } : person,
    );
    const story = noPilot(sampleDirectory({ persons: both }));
    const anyOfThem = { ...coordinator, organisation: null };
    given(story).when('register-pilot', { by: anyOfThem, body }).refused('choose-organisation');
    expect(isRefusal(story.decide('register-pilot', { by: coordinator, body }))).toBe(false);
  });

  it('happens once', () => given(aPilot()).when('register-pilot', { body }).refused('already-exists'));

  it('knows no pilot before it', () =>
    given(noPilot()).when('submit-proposal', { by: proponent }).refused('unknown-stream'));

  it('takes no field that it does not know, and names each one that is wrong', () => {
    const refusal = given(noPilot())
      .when('register-pilot', { body: { ...body, title: ' ', plannedStart: '2027-02-30', colour: 'red' } })
      .refusal('invalid-body');
    expect(refusal.errors?.map(({ pointer }) => pointer).sort()).toEqual([
      '/colour',
      '/plannedStart',
      '/title',
    ]);
  });

  it('starts the record at the instant of its door', () => {
    expect(aPilot().pilot).toMatchObject({ registered: start, since: start, occurredAt: start });
  });
});
