import type { Day } from '../../workflows/decider';
import type { Proposal } from '../../workflows/pilot/proposal/form';
import { yearsLater } from './dates';

/** How every text begins that is not in the file. */
export const mark = 'Demonstration:';

/** The fields of a proposal as `revise-proposal` takes them. */
export type Additions = Partial<Proposal>;

/** A draft that the partners can complete. */
export type Completable = Additions & Required<Pick<Proposal, 'title' | 'plannedStart' | 'plannedEnd'>>;

/**
 * What the sample partners add to a proposal before they submit it: everything that it lacks, each text marked,
 * and the planned dates where they are past. What it has stays as it is.
 *
 * @param years by how many years past planned dates are moved
 */
export const completed = (proposal: Completable, years: number, today: Day): Additions => {
  const { title, plannedStart, plannedEnd, roughBudget } = proposal;
  const moved = (day: Day): Day => (plannedStart <= today ? yearsLater(day, years) : day);
  return {
    problem: `${mark} what “${title}” is to change; no problem is named.`,
    demandEvidence: { exception: `${mark} no need is registered; partners asked for it.` },
    // One country alone: the provider is a body outside all countries.
    providerCountries: [],
    region: `${mark} a region that is not told`,
    focalArea: `${mark} a sector that is not told`,
    objectives: [`${mark} what it is for; no objective is named.`],
    expectedOutputs: [`${mark} what it will bring; no output is named.`],
    policyLinks: [{ kind: 'national_plan', reference: `${mark} the national plan that it serves` }],
    ...proposal,
    plannedStart: moved(plannedStart),
    plannedEnd: moved(plannedEnd),
    ...(roughBudget === undefined ? {} : { roughBudget: { modality: 'trust_fund', ...roughBudget } }),
  };
};

/** What the proponent changes in a round of revision, so that the partners see an answer. */
export const answerOf = (proposal: { readonly title: string }, round: number): Additions => ({
  problem: `${mark} revised in round ${round} to answer what was asked about “${proposal.title}”.`,
});
