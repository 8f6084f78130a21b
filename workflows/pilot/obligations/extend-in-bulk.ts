import { Document, Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { ends, steps } from '../state';
import { extensionOf } from './extend-obligation';
import { ExtensionFields } from './extension';

/** What a bulk extension says to each of its pilots. */
export const ExtensionInBulk = Shape({
  bulk: Id,
  obligation: Id,
  ...ExtensionFields,
  document: Document,
  reason: Reason,
});

/**
 * One pilot of a bulk extension records its own event (lifecycle.md section 4, Bulk extension). The authority is the
 * approving body's decision, by the document's hash; a final extension, an end or a date that would be earlier
 * refuses it, and the bulk lists that.
 */
export const extendInBulk = command({
  name: 'extend-in-bulk',
  label: 'Extend a due date as part of a bulk extension',
  describe: 'Given by a bulk extension alone, once for each obligation of its set.',
  by: ['clock'],
  in: [...steps, ...ends],
  body: ExtensionInBulk,
  decide: (pilot, given, directory) => {
    const { bulk, obligation, document, ...extension } = given.body;
    if (pilot.end !== null) return refuse('not-now', 'The pilot has ended.');
    const moment = { ...momentOf(given, directory), as: { ...given.as, role: 'approving_body' as const } };
    return inOrder(
      pilot,
      moment,
      fact('extended-in-bulk', { bulk, obligation, document }),
      extensionOf(pilot, obligation, extension, moment),
    );
  },
});
