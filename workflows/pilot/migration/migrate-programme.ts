import { Id, Reason, Shape } from '../../fields';
import { Type } from '@sinclair/typebox';

import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { programmeOf } from '../programme';
import { steps } from '../state';
import { targetOf } from './target';

export const migrateProgramme = command({
  name: 'migrate-programme',
  label: 'Move to a new version of the programme',
  describe:
    'The pilot goes on under a newer version of its programme, whose values count for what opens next. What is open keeps the rule and the dates that it opened under. By the approving body, with a reason; GET /v1/pilots/{id}/migration lists beforehand what will differ. Refused if the version does not have the present step.',
  by: ['approving_body'],
  in: steps,
  body: Shape({
    programme: Shape({ id: Id, version: Type.Integer({ minimum: 1, maximum: 100_000 }) }),
    reason: Reason,
  }),
  offered: ({ programme: { id, version } }, _as, directory) =>
    (directory.latestProgramme(id)?.ruleBook.version ?? version) > version,
  decide: (pilot, given, directory) => {
    const { programme, reason } = given.body;
    const target = targetOf(pilot, programme, directory);
    if ('refused' in target) return target;
    const more =
      target.ruleBook.revisionRounds.value - programmeOf(pilot, directory).ruleBook.revisionRounds.value;
    return inOrder(
      pilot,
      momentOf(given, directory),
      fact('programme-migrated', {
        from: pilot.programme.version,
        to: programme.version,
        rounds: Math.max(pilot.rounds.used, pilot.rounds.allowed + more),
        reason,
      }),
    );
  },
});
