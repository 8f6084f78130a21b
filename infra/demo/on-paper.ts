import type { Modality } from '../../workflows/money/modalities';

/** One contribution: which seat gives it, how, and how much of the budget. */
export interface LinePlanned {
  readonly seat: 'funder' | 'provider' | 'host_government' | 'facilitator' | 'coordinator';
  readonly modality: Modality;
  readonly percent: number;
}

/**
 * What the way to an agreement meets with.
 *
 * - `letter-on-paper`: the first letter comes on paper; one coordinator enters it, another confirms it.
 * - `new-text`: after the first signature a new text is set, and all sign again.
 * - `condition-of-clearance`, `condition-of-appraisal`: an approval with a condition that finance finds met.
 * - `master-agreement`: the framework that the first contributor has signed is recorded.
 */
export type Detour =
  'letter-on-paper' | 'new-text' | 'condition-of-clearance' | 'condition-of-appraisal' | 'master-agreement';

/** A pilot that ran on paper until now: the step that it is taken over into, and what then becomes of its money. */
export interface OnPaper {
  readonly step: 'consultation.response' | 'consultation.clearance' | 'funding.mix';
  readonly lines: readonly LinePlanned[];
  readonly detours: readonly Detour[];
  /** The appraisal returns the mix once, and this line answers it. */
  readonly afterReturn?: LinePlanned;
}

/** The ten of the demonstration: six activities of the sample by their identifiers, and four that are composed. */
export const onPaperOf: Readonly<Record<string, OnPaper>> = {
  'XM-DAC-41114-OUTPUT-00126884': {
    step: 'funding.mix',
    lines: [{ seat: 'funder', modality: 'trust_fund', percent: 100 }],
    detours: [],
  },
  'KR-GOV-051-2020070101278': {
    step: 'consultation.response',
    lines: [
      { seat: 'funder', modality: 'cost_sharing_third_party', percent: 70 },
      { seat: 'provider', modality: 'in_kind', percent: 30 },
    ],
    detours: ['letter-on-paper'],
  },
  'KR-GOV-051-2020010102548': {
    step: 'funding.mix',
    lines: [
      { seat: 'funder', modality: 'trust_fund', percent: 60 },
      { seat: 'host_government', modality: 'parallel', percent: 40 },
    ],
    detours: [],
    afterReturn: { seat: 'coordinator', modality: 'core_budget', percent: 10 },
  },
  'GB-COH-1762840-UKR041-HC01-01': {
    step: 'funding.mix',
    lines: [
      { seat: 'funder', modality: 'cost_sharing_third_party', percent: 80 },
      { seat: 'coordinator', modality: 'core_budget', percent: 20 },
    ],
    detours: ['new-text'],
  },
  'GB-COH-1762840-UGA076-SC99-01': {
    step: 'consultation.clearance',
    lines: [
      { seat: 'funder', modality: 'trust_fund', percent: 50 },
      { seat: 'funder', modality: 'parallel', percent: 50 },
    ],
    detours: ['condition-of-clearance', 'master-agreement'],
  },
  'GB-COH-871954-QR00637': {
    step: 'funding.mix',
    lines: [
      { seat: 'funder', modality: 'trust_fund', percent: 75 },
      { seat: 'host_government', modality: 'cost_sharing_government', percent: 25 },
    ],
    detours: [],
  },
  'composed-1': {
    step: 'consultation.response',
    lines: [
      { seat: 'funder', modality: 'seed_grant', percent: 70 },
      { seat: 'provider', modality: 'in_kind', percent: 30 },
    ],
    detours: ['condition-of-appraisal'],
  },
  'composed-2': {
    step: 'consultation.clearance',
    lines: [
      { seat: 'facilitator', modality: 'triangular_facilitation', percent: 60 },
      { seat: 'provider', modality: 'in_kind', percent: 40 },
    ],
    detours: [],
  },
  'composed-5': {
    step: 'funding.mix',
    lines: [
      { seat: 'funder', modality: 'trust_fund', percent: 50 },
      { seat: 'facilitator', modality: 'parallel', percent: 50 },
    ],
    detours: [],
    afterReturn: { seat: 'provider', modality: 'in_kind', percent: 10 },
  },
  'composed-8': {
    step: 'funding.mix',
    lines: [
      { seat: 'funder', modality: 'cost_sharing_third_party', percent: 60 },
      { seat: 'facilitator', modality: 'triangular_facilitation', percent: 40 },
    ],
    detours: ['letter-on-paper', 'new-text'],
  },
};
