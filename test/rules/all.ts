import type { Rule } from './rule';
import { section1 } from './section-1';
import { section2Ends } from './section-2-ends';
import { section2Proposal } from './section-2-proposal';
import { section2Stages } from './section-2-stages';
import { section3 } from './section-3';
import { section4 } from './section-4';
import { section5 } from './section-5';
import { section7 } from './section-7';

/** Every rule of lifecycle.md up to the effective agreement, in its order, by section. */
export const sections: Readonly<Record<string, readonly Rule[]>> = {
  '1 words and seats': section1,
  '2 proposal': section2Proposal,
  '2 consultation and funding': section2Stages,
  '2 ends, suspension, taking over, corrections': section2Ends,
  '3 decisions': section3,
  '4 clocks': section4,
  '5 money': section5,
  '7 shared rules': section7,
};
