import type { TestApi } from '../support/api';
import { actsOn, idOf, proposal } from './acts';

/** Every word that strangers must not read; the titles of the pilots have none of them. */
export const planted = /planted|water is lost|national water plan/i;

export const bankReference = 'planted-4711';

const letter = {
  ...{ sha256: 'a'.repeat(64), name: 'A planted letter', date: '2027-01-10' },
  ...{ issuer: 'The planted issuer', location: 'A planted shelf' },
};

/** Brings pilots to where they are public, with things in them that are not. */
export const sightStories = (of: { readonly current: TestApi }) => {
  const { organisation, register, give, accepted, carried } = actsOn(of);
  const seat = (kind: string, handle: string, country?: string) => ({
    kind,
    organisation: organisation(handle),
    ...(country !== undefined && { country }),
  });
  const hosts = () => [
    seat('host_government', 'host-government-ke', 'KE'),
    seat('host_government', 'host-government-mw', 'MW'),
  ];

  return {
    /** All that a consultation needs; it can be convened. */
    async readyToOpen(title: string): Promise<string> {
      const id = await carried('convened', title);
      await accepted(give(id, 'fill-seat', seat('reviewer', 'reviewer'), 'coordinator-1'));
      return id;
    },

    /** By correspondence, with a comment and a position. */
    async opened(id: string): Promise<void> {
      await accepted(give(id, 'convene', { form: 'correspondence' }, 'coordinator-1'));
      const said = { comments: ['A planted comment.'], position: 'request_changes' };
      await accepted(give(id, 'comment', said, 'host-government-ke'));
    },

    /** Taken over in funding, with a contribution, money that has come in, and its bank reference. */
    async inFunding(title: string): Promise<string> {
      const id = idOf(await accepted(register({ title })));
      const body = {
        ...{ step: 'funding.mix', registeredOn: '2026-01-15', since: '2026-10-01' },
        reason: 'A planted reason.',
        proposal: proposal(title),
        seats: [...hosts(), seat('funder', 'funder')],
        endorsements: ['KE', 'MW'].map((country) => ({ country, heldOn: '2026-03-02' })),
        required: { cash: '60000.00', in_kind: '0', parallel: '0' },
        contributions: [
          {
            ...seat('funder', 'funder'),
            ...{ modality: 'trust_fund', money: { amount: '60000.00', currency: 'USD' }, letter },
          },
        ],
      };
      await accepted(give(id, 'take-over', body, 'coordinator-1'));
      for (const member of ['approving-body-1', 'approving-body-2'])
        await accepted(give(id, 'take-position', { decision: 'act-1', position: 'approve' }, member));
      const came = { contribution: 'contribution-1', amount: '1000.00', reason: 'A planted haste.' };
      await accepted(give(id, 'receive-contribution', { ...came, bankReference }, 'finance'));
      return id;
    },
  };
};
