import { Type } from '@sinclair/typebox';

import { isRefusal, type Refusal } from '../../decider';
import { Document, Id, Shape, Text } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder } from '../course';
import type { DocumentNamed } from '../events';
import { conditionsSettled } from '../funding/conditions';
import { seatOf } from '../seats/held';
import { isOwn } from '../seats/segregation';
import { type Obligation, type Pilot, steps } from '../state';
import { openObligation } from './extend-obligation';
import { met, openObligations } from './open';

/** What coordinator or finance confirm; everything else is met by its own act. */
const confirmed: readonly Obligation['kind'][] = ['condition', 'carried'];

/** Nobody confirms what her own organisation did (lifecycle.md section 1). */
const ownWork = (pilot: Pilot, { owner }: Obligation, moment: Moment): Refusal | null =>
  isOwn(seatOf(pilot, owner)?.organisation ?? null, moment)
    ? refuse('segregation', 'Your own organisation owes this: somebody else confirms that it is done.')
    : null;

/** The same document does not serve twice without a reason (lifecycle.md section 7). */
export const servedBefore = (
  pilot: Pilot,
  documents: readonly DocumentNamed[],
  reason: string | undefined,
  place = (index: number): string => `/documents/${index}/sha256`,
): Refusal | null => {
  const hashes = documents.map(({ sha256 }) => sha256);
  const again = hashes.findIndex(
    (hash, index) => pilot.documents.includes(hash) || hashes.indexOf(hash) !== index,
  );
  return again < 0 || reason !== undefined
    ? null
    : refuse('document-used', 'A document has served in this pilot before. Say why it serves again.', {
        errors: [{ pointer: place(again), detail: 'This document has served before.' }],
      });
};

export const meetObligation = command({
  name: 'meet-obligation',
  label: 'Confirm that a condition is met',
  describe:
    'Coordinator or finance confirm that a condition, or what was taken over, is done, with the documents that show it.',
  by: ['coordinator', 'finance'],
  in: steps,
  body: Shape({
    obligation: Id,
    note: Text,
    documents: Type.Optional(Type.Array(Document, { maxItems: 50 })),
    reason: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 10_000,
        pattern: '\\S',
        description: 'Why a document serves that has served before.',
      }),
    ),
  }),
  offered: (pilot) => openObligations(pilot, ...confirmed).length > 0,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { obligation: id, note, documents = [], reason } = given.body;
    const obligation = openObligation(pilot, id);
    if (isRefusal(obligation)) return obligation;
    if (!confirmed.includes(obligation.kind))
      return refuse('not-now', `“${obligation.label}” is met by the act itself, not by a confirmation.`);
    return (
      ownWork(pilot, obligation, moment) ??
      servedBefore(pilot, documents, reason) ??
      inOrder(pilot, moment, met(obligation, note, documents), conditionsSettled(moment))
    );
  },
});
