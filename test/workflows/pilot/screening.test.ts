import { event, given } from '../../support/given';
import { coordinator, organisations, persons, proponent, sampleDirectory } from '../../support/pilot-people';
import { aDraft, aPilot, aSubmission } from '../../support/pilots';

const reason = { reason: 'The demand evidence is not signed.' };

describe('Screening (lifecycle.md section 2)', () => {
  it('is owed by the coordinator in 10 working days of its own calendar', () =>
    given(aDraft())
      .when('submit-proposal', { by: proponent })
      .then(
        event('obligation-opened', {
          owner: 'coordinator-1',
          subject: 'proposal.screening',
          due: {
            at: '2027-03-15T14:00:00.000Z',
            explanation:
              '10 working days after submission, 1 March 2027 (not counted: Saturdays and Sundays)',
          },
          lapsesAt: null,
        }),
      ));

  it('counts with the weekend and the holidays of the owner', () => {
    const directory = sampleDirectory({
      organisations: organisations.map((each) =>
        each.id === 'unit' ? { ...each, weekend: [5, 6], holidays: ['2027-03-03'] } : each,
      ),
    });
    const { due } = aSubmission(directory).owed('step:proposal.screening');
    expect(due.at).toBe('2027-03-16T14:00:00.000Z');
    expect(due.explanation).toBe(
      '10 working days after submission, 1 March 2027 (not counted: Fridays, Saturdays and the holiday of 3 March 2027)',
    );
  });

  it('counts with the public holidays of the owner’s country', () => {
    const directory = sampleDirectory({
      organisations: organisations.map((each) => (each.id === 'unit' ? { ...each, country: 'KE' } : each)),
    });
    const { due } = aDraft(directory)
      .give('submit-proposal', { by: proponent, at: '2027-05-24T09:00:00.000Z' })
      .owed('step:proposal.screening');
    expect(due.at).toBe('2027-06-08T14:00:00.000Z');
    expect(due.computedWith.holidays).toEqual(['2027-06-01']);
  });

  it('accept → endorsement', () =>
    given(aSubmission())
      .when('accept-screening', { body: { note: 'Complete.' } })
      .then(
        event('screening-accepted', { note: 'Complete.' }),
        event('obligation-met', { obligation: 'step:proposal.screening:coordinator-1' }),
        event('step-entered', { from: 'proposal.screening', to: 'proposal.endorsement' }),
        event('decision-opened', { kind: 'endorsement' }),
      ));

  it('is refused while a host_government seat is empty', () => {
    const story = aPilot().complete().seated('KE').submitted();
    const refusal = given(story).when('accept-screening').refusal('seat-empty');
    expect(refusal.detail).toContain('MW');
    expect(story.actions(coordinator)).toContain('accept-screening');
  });

  it('return → revision, with a reason', () =>
    given(aSubmission())
      .when('return-proposal', { body: reason })
      .then(
        event('proposal-returned', reason),
        event('step-entered', { to: 'proposal.revision', reason: reason.reason }),
      ));

  it('reject ends the pilot, with a reason', () =>
    given(aSubmission())
      .when('reject-proposal', { body: reason })
      .then(event('pilot-ended', { end: 'rejected', left: 'proposal.screening', reason: reason.reason })));

  it.each(['return-proposal', 'reject-proposal'])('%s needs a written reason', (command) => {
    given(aSubmission()).when(command, { body: {} }).refused('invalid-body');
    given(aSubmission())
      .when(command, { body: { reason: '  ' } })
      .refused('invalid-body');
  });

  it.each(['accept-screening', 'return-proposal', 'reject-proposal'])(
    '%s is the coordinator’s',
    (command) => {
      const body = command === 'accept-screening' ? {} : reason;
      given(aSubmission()).when(command, { by: proponent, body }).refused('not-your-seat');
    },
  );

  it.each(['accept-screening', 'return-proposal', 'reject-proposal'])(
    '%s is not for a person who belongs to the proponent too',
    (command) => {
      const both = persons.map((person) =>
        person.id === 'carla' ? { ...person, organisations: ['unit', 'institute'] } : person,
      );
      const body = command === 'accept-screening' ? {} : reason;
      given(aSubmission(sampleDirectory({ persons: both })))
        .when(command, { body })
        .refused('segregation');
    },
  );

  it('belongs to screening alone', () => {
    const refusal = given(aDraft()).when('accept-screening').refusal('not-now');
    expect(refusal.insteadYouMay).toContain('Fill a seat');
    expect(refusal.insteadYouMay).not.toContain('Accept for endorsement');
  });
});
