import { Type } from '@sinclair/typebox';

import { Shape, Text } from '../../fields';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { missingToSubmit, submissionRefused } from './completeness';
import { toScreening } from './screening';

export const submitProposal = command({
  name: 'submit-proposal',
  label: 'Submit the proposal',
  describe:
    'Hands the proposal to the coordinator for screening, for the first time or after a revision. It has to be complete, and eligible under the programme.',
  by: ['proponent'],
  in: ['proposal.draft', 'proposal.revision'],
  body: Shape({ note: Type.Optional(Text) }),
  missing: (pilot, directory, at) => missingToSubmit(pilot, directory, at),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    return (
      submissionRefused(pilot, directory, given.at) ??
      inOrder(
        pilot,
        moment,
        fact('proposal-submitted', { note: given.body.note ?? null }),
        toScreening(moment),
      )
    );
  },
});
