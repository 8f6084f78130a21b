import type { Rule } from './rule';

/** lifecycle.md section 2: consultation and funding. */
export const section2Stages: readonly Rule[] = [
  { sentence: 'convened: invited seats, and a date or "by correspondence"' },
  {
    sentence: 'convened: within 60 days',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › approved → consultation, which the coordinator convenes within 60 days',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"convening": {\n      "value": {\n        "days": 60',
      replace: '"convening": {\n      "value": {\n        "days": 30',
    },
  },
  { sentence: 'convened: the meeting may have no date yet' },
  { sentence: 'convened: open on the day' },
  { sentence: 'convened: or at once by correspondence' },
  { sentence: 'open: comments and positions of the invited seats (28 days)' },
  { sentence: 'open: 14 for small pilots' },
  { sentence: 'open: window closes with quorum → response' },
  { sentence: 'open: inquorate → one automatic 7-day extension' },
  { sentence: 'inquorate again: the coordinator extends' },
  { sentence: 'inquorate again: goes by correspondence' },
  { sentence: 'inquorate again: or accepts with a reason' },
  { sentence: 'response: proponent answers every comment (30 days)' },
  { sentence: 'response: answers in → clearance' },
  { sentence: 'clearance: decision `clearance` (20 working days)' },
  { sentence: 'clearance: approved → funding, conditions become obligations with owner and date' },
  { sentence: 'clearance: returned → revision' },
  { sentence: 'clearance: refused → rejected' },
  { sentence: 'Quorum: half of the invited seats and one host government' },
  { sentence: 'all seats that clearance needs are invited' },
  { sentence: 'For an undated meeting the coordinator confirms every 60 days that it is expected' },
  { sentence: 'and the third time sets a date or goes by correspondence' },
  { sentence: 'Without comments the response passes at once' },
  { sentence: 'One consultation may take up several pilots; each has its own record' },

  {
    sentence:
      'mix: contribution lines proposed and each confirmed by its contributor’s letter (document by hash)',
  },
  { sentence: 'mix: 180 days' },
  { sentence: 'mix: confirmed ≥ required → appraisal' },
  { sentence: 'appraisal: decision `appraisal` (30 working days)' },
  { sentence: 'appraisal: approved → signature' },
  { sentence: 'appraisal: returned → mix' },
  { sentence: 'appraisal: refused → rejected' },
  { sentence: 'signature: decision `agreement`' },
  { sentence: 'signature: a new text voids earlier signatures' },
  { sentence: 'signature: lapses 180 days after approval' },
  { sentence: 'signature: all signed → conditions' },
  { sentence: 'signature: refused → mix' },
  { sentence: 'conditions: conditions precedent met, each confirmed by finance or coordinator' },
  {
    sentence:
      'conditions: lapse 120 days after the later of signature and the signing of the contributor’s master agreement, where one is required',
  },
  { sentence: 'conditions: undated until then, with a 90-day question to the coordinator' },
  { sentence: 'conditions: all met → implementation, the agreement is effective' },
  { sentence: 'A line that is withdrawn, refused or expired leaves the totals' },
  {
    sentence:
      'Before the agreement is effective: if they fall below what is required, back to `mix`, signatures void',
  },
  { sentence: 'appraisal repeated if the total changed by more than 10 %' },
  { sentence: 'if they suffice, a new text without it is signed' },
  { sentence: 'A new text restarts no clock' },
  { sentence: 'Conditions of clearance that are due before effectiveness are conditions precedent' },
  { sentence: 'with none, the step passes at once' },
];
