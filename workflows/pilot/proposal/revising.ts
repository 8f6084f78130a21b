import type { DirectoryContext } from '../../directory/entries';
import { Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { openObligations, voided } from '../obligations/open';
import { filledSeats } from '../seats/held';
import type { Pilot, Proposal } from '../state';
import { contradiction } from './content';
import { countriesOf } from './country-part';
import { type ProposalField, proposalChanges } from './form';

type Changes = { readonly [Field in ProposalField]?: Proposal[Field] | null };

const split = (changes: Changes) => {
  const entries = Object.entries(changes) as [ProposalField, unknown][];
  return {
    changes: Object.fromEntries(entries.filter(([, value]) => value !== null)) as Partial<Proposal>,
    emptied: entries.flatMap(([field, value]) => (value === null ? [field] : [])),
  };
};

const countrySeats = ['host_government', 'provider', 'beneficiary'] as const;

/** A country that leaves takes its seats with it, and what they owe (lifecycle.md section 1). */
export const seatsOfThoseWhoLeft = (pilot: Pilot): Part => {
  const staying = countriesOf(pilot.proposal);
  return filledSeats(pilot, ...countrySeats)
    .filter(({ country }) => country !== null && !staying.includes(country))
    .map(({ id, country }) => {
      const reason = `${country ?? ''} no longer takes part.`;
      return [
        fact('seat-vacated', { seat: id, reason }),
        openObligations(pilot)
          .filter(({ owner }) => owner === id)
          .map((owed) => voided(owed, reason)),
      ];
    });
};

const withChanges = (pilot: Pilot, { changes, emptied }: ReturnType<typeof split>): Proposal => ({
  title: pilot.proposal.title,
  ...Object.fromEntries(
    Object.entries({ ...pilot.proposal, ...changes }).filter(
      ([field]) => !emptied.some((each) => each === field),
    ),
  ),
});

/** The proposal with these changes, if they do not contradict each other. */
export const revised =
  (body: Changes, directory: DirectoryContext) =>
  (pilot: Pilot): Part => {
    const revision = split(body);
    return (
      contradiction(withChanges(pilot, revision), directory) ?? [
        fact('proposal-revised', revision),
        seatsOfThoseWhoLeft,
      ]
    );
  };

export const reviseProposal = command({
  name: 'revise-proposal',
  label: 'Change the proposal',
  describe:
    'Sets fields of the proposal; null empties one, what is left out stays. A country that is taken out loses its seats.',
  by: ['proponent'],
  in: ['proposal.draft', 'proposal.revision'],
  body: Shape(proposalChanges),
  decide: (pilot, given, directory) =>
    Object.keys(given.body).length === 0
      ? refuse('invalid-body', 'Name at least one field of the proposal to change.', {
          errors: [{ pointer: '/title', detail: 'Name this or another field.' }],
        })
      : inOrder(pilot, momentOf(given, directory), revised(given.body, directory)),
});
