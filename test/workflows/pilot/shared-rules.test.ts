import { event, given } from '../../support/given';
import { completeProposal, first } from '../../support/pilot-people';
import { aPilot, aSubmission, type Story } from '../../support/pilots';

const document = {
  sha256: 'c'.repeat(64),
  name: 'Baseline',
  date: '2027-02-01',
  issuer: 'Institute',
  location: 'Registry 4',
};
/** Taken over with something that is owed beside the step. */
const carrying = (): Story =>
  aPilot()
    .give('take-over', {
      body: {
        step: 'proposal.revision',
        registeredOn: '2026-01-15',
        since: '2026-11-01',
        proposal: completeProposal,
        obligations: [{ label: 'Send the baseline', kind: 'proponent', due: '2028-01-01' }],
        reason: 'It ran on paper.',
      },
    })
    .takes(first, 'approve');
const meeting = (documents: readonly object[]) =>
  given(carrying()).when('meet-obligation', {
    body: { obligation: 'carried:take-over:proponent-1', note: 'Seen.', documents },
  });

describe('The record (lifecycle.md section 7)', () => {
  it('a command is accepted or refused as a whole', () => {
    const refusal = given(aPilot())
      .when('take-over', {
        body: {
          step: 'proposal.revision',
          registeredOn: '2026-01-15',
          since: '2026-11-01',
          obligations: [{ label: 'Evaluate', kind: 'evaluator', due: '2028-01-01' }],
          reason: 'It ran on paper.',
        },
      })
      .refusal('unknown-seat');
    expect(refusal).not.toHaveProperty('events');
  });

  it('an event names the reason', () =>
    given(aSubmission())
      .when('return-proposal', { body: { reason: 'The budget lacks a line.' } })
      .then(
        event('proposal-returned', { reason: 'The budget lacks a line.' }),
        event('step-entered', { to: 'proposal.revision', reason: 'The budget lacks a line.' }),
      ));

  it('a document is SHA-256, name, date, issuer and where it is kept', () => {
    meeting([document]).then(event('obligation-met', { documents: [document] }));
    for (const field of Object.keys(document))
      meeting([Object.fromEntries(Object.entries(document).filter(([name]) => name !== field))]).refused(
        'invalid-body',
      );
    meeting([{ ...document, sha256: 'C'.repeat(64) }]).refused('invalid-body');
  });
});
