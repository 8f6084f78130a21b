import { type NextAct, position, question, seatOf, withCondition } from './act';
import { monthsEarlier } from './dates';
import { paper } from './documents';
import { inMix } from './mix-acts';
import { mark } from './partners';

const inAppraisal: NextAct = (pilot, known) => {
  const { decision, next, answered } = question(pilot);
  if (decision === undefined || next === undefined) return null;
  const { afterReturn, detours = [] } = known.onPaper ?? {};
  const isFirst = pilot.decisions.filter(({ kind }) => kind === 'appraisal').length === 1;
  if (afterReturn !== undefined && isFirst)
    return position(next, decision, 'request_changes', 'find another tenth of the budget.');
  return answered === 0 && detours.includes('condition-of-appraisal')
    ? withCondition(next, decision, 'open an account for the pilot alone.')
    : position(next, decision, 'approve');
};

/** Each signs the very text that is set now; one agreement gets a new text after its first signature. */
const inSignature: NextAct = (pilot, { onPaper, today }) => {
  const texts = pilot.funding.agreement?.versions ?? [];
  const { decision, next, answered } = question(pilot);
  const anew = texts.length === 1 && answered > 0 && onPaper?.detours.includes('new-text') === true;
  if (texts.length === 0 || anew)
    return {
      seat: seatOf(pilot, 'coordinator'),
      command: 'set-agreement-text',
      body: {
        document: paper(pilot.id, `agreement, text ${texts.length + 1}`, today),
        ...(anew ? { reason: `${mark} a party asked for another schedule of payments.` } : {}),
      },
    };
  return decision === undefined || next === undefined
    ? null
    : {
        seat: next,
        command: 'take-position',
        body: { decision, position: 'approve', document: texts.at(-1)?.document },
      };
};

const inConditions: NextAct = (pilot, { onPaper, today }) => {
  const seat = seatOf(pilot, 'finance');
  const [line] = pilot.contributions;
  const { masterAgreements } = pilot.funding;
  if (
    line !== undefined &&
    masterAgreements.length === 0 &&
    onPaper?.detours.includes('master-agreement') === true
  )
    return {
      seat,
      command: 'record-master-agreement',
      body: {
        organisation: line.organisation,
        heldOn: monthsEarlier(today, 3),
        document: paper(pilot.id, 'master agreement', today),
      },
    };
  const open = pilot.obligations.find(({ kind, state }) => kind === 'condition' && state === 'open');
  return open === undefined
    ? null
    : {
        seat,
        command: 'meet-obligation',
        body: {
          obligation: open.id,
          note: `${mark} it is done.`,
          documents: [paper(pilot.id, `what shows that ${open.id} is met`, today)],
        },
      };
};

/** What the partners do in the steps of funding. */
export const fundingActs: Readonly<Record<string, NextAct>> = {
  'funding.mix': inMix,
  'funding.appraisal': inAppraisal,
  'funding.signature': inSignature,
  'funding.conditions': inConditions,
};
