import type { Caller } from '../../workflows/decider';
import type { DirectoryContext } from '../../workflows/directory/entries';
import { kenya, malawi, members, sampleDirectory } from './pilot-people';
import { aPilot, type Story } from './pilots';

export const reviewer: Caller = { door: 'http', person: 'rosa', organisation: 'secretariat' };

/** A budget that is not small, so that the window has 28 days. */
export const largeBudget = { roughBudget: { amount: '60000.00', currency: 'USD', modality: 'trust_fund' } };

/** As many members as the rule needs approve of the concept. */
const conceptApproved = (story: Story): Story =>
  members.reduce(
    (told, by) =>
      told.pilot.status === 'proposal.concept_review' && told.actions(by).includes('take-position')
        ? told.takes(by, 'approve')
        : told,
    story,
  );

/** To be convened, on 1 March 2027: Kenya, Malawi and a reviewer are seated. */
export const toConvene = (
  directory: DirectoryContext = sampleDirectory(),
  changes: object = largeBudget,
): Story =>
  conceptApproved(
    aPilot(directory)
      .complete(changes)
      .seated('KE', 'MW')
      .give('fill-seat', { body: { kind: 'reviewer', organisation: 'secretariat' } })
      .submitted()
      .accepted()
      .takes(kenya, 'approve')
      .takes(malawi, 'approve'),
  );

/** Open by correspondence since 1 March 2027, for 28 days. */
export const anOpenConsultation = (directory?: DirectoryContext, changes?: object): Story =>
  toConvene(directory, changes).give('convene', { body: { form: 'correspondence' } });

/** What an invited seat says. */
export const says = (story: Story, by: Caller, ...comments: readonly string[]): Story =>
  story.give('comment', { by, body: { comments } });

/** After the window of 28 days, whose last seat is in Montreal. */
export const afterWindow = '2027-03-29T22:00:00.000Z';

/** In response, with a comment of Kenya and one of the reviewer. */
export const aResponse = (directory?: DirectoryContext): Story =>
  says(says(anOpenConsultation(directory), kenya, 'Name the lake.'), reviewer, 'Which weevil?').until(
    afterWindow,
  );

/** In clearance: nobody had a comment, all approve of the proposal so far. */
export const aClearance = (
  directory?: DirectoryContext,
  seats: (story: Story) => Story = (story) => story,
): Story =>
  [kenya, malawi]
    .reduce<Story>(
      (story, by) => story.give('comment', { by, body: { position: 'approve' } }),
      seats(anOpenConsultation(directory)),
    )
    .until(afterWindow);
