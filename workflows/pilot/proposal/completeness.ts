import { localDay } from '../../clocks/days';
import type { FieldError, Instant, Refusal } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import { eligibility } from '../../programmes/eligibility';
import type { RuleBook } from '../../programmes/rule-book';
import { refuse } from '../../refusals';
import { calendarOfSeat, programmeOf } from '../programme';
import { owingSeat } from '../seats/held';
import type { Pilot } from '../state';
import type { Proposal, ProposalField } from './form';

/** What a proposal has when it is submitted (lifecycle.md section 2), and how a person would ask for it. */
const required: readonly (readonly [ProposalField, string])[] = [
  ['problem', 'Describe the problem.'],
  ['demandEvidence', 'Refer to the need, or justify the exception.'],
  ['beneficiaryCountries', 'Name the countries that benefit.'],
  ['providerCountries', 'Name the countries that share their solution.'],
  ['region', 'Name the region.'],
  ['focalArea', 'Name the focal area.'],
  ['objectives', 'State at least one objective.'],
  ['expectedOutputs', 'State at least one expected output.'],
  ['plannedStart', 'Give the planned start.'],
  ['plannedEnd', 'Give the planned end.'],
  ['roughBudget', 'Give a rough budget.'],
  ['policyLinks', 'Name at least one policy that the pilot serves.'],
];

const isEmpty = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

/** In a programme that takes one country, the provider may be a body outside all countries. */
const mayStayEmpty = (field: ProposalField, { eligibility: rules }: RuleBook, value: unknown): boolean =>
  field === 'providerCountries' && rules.minimumCountries.value < 2 && value !== undefined;

const missingFields = (proposal: Proposal, ruleBook: RuleBook): readonly FieldError[] => [
  ...required.flatMap(([field, detail]) =>
    isEmpty(proposal[field]) && !mayStayEmpty(field, ruleBook, proposal[field])
      ? [{ pointer: `/${field}`, detail }]
      : [],
  ),
  ...(proposal.roughBudget !== undefined && proposal.roughBudget.modality === undefined
    ? [{ pointer: '/roughBudget/modality', detail: 'Say by which modality the money would come.' }]
    : []),
];

/** Which eligibility rules of the programme a proposal does not meet. */
export const rulesNotMet = (
  proposal: Proposal,
  ruleBook: RuleBook,
  directory: DirectoryContext,
): readonly FieldError[] => {
  const facilitator = directory.organisation(proposal.facilitator ?? '') ?? null;
  return eligibility(proposal, ruleBook, facilitator).flatMap(({ met, pointer, sentence }) =>
    met ? [] : [{ pointer, detail: sentence }],
  );
};

const endPassed = (
  { proposal, seats }: Pilot,
  at: Instant,
  directory: DirectoryContext,
): readonly FieldError[] => {
  const { timeZone } = calendarOfSeat(owingSeat({ seats }, 'proponent'), directory);
  return proposal.plannedEnd !== undefined && proposal.plannedEnd < localDay(at, timeZone)
    ? [{ pointer: '/plannedEnd', detail: 'The planned end has passed.' }]
    : [];
};

/** Everything that has to be done before the proposal can be submitted: fields, rules of the programme, dates. */
export const missingToSubmit = (
  pilot: Pilot,
  directory: DirectoryContext,
  at: Instant,
): readonly FieldError[] => {
  const { ruleBook } = programmeOf(pilot, directory);
  const missing = missingFields(pilot.proposal, ruleBook);
  const asked = new Set(missing.map(({ pointer }) => pointer));
  return [
    ...missing,
    ...rulesNotMet(pilot.proposal, ruleBook, directory).filter(({ pointer }) => !asked.has(pointer)),
    ...endPassed(pilot, at, directory),
  ];
};

/** Why the proposal cannot be submitted, with all that is missing listed; null where it can. */
export const submissionRefused = (pilot: Pilot, directory: DirectoryContext, at: Instant): Refusal | null => {
  const errors = missingToSubmit(pilot, directory, at);
  if (errors.length === 0) return null;
  const { ruleBook } = programmeOf(pilot, directory);
  if (missingFields(pilot.proposal, ruleBook).length > 0)
    return refuse('incomplete', 'The proposal is not complete yet. Fill in what is listed.', { errors });
  if (rulesNotMet(pilot.proposal, ruleBook, directory).length > 0)
    return refuse('not-eligible', `“${ruleBook.name}” does not take the proposal as it stands.`, { errors });
  return refuse('dates-contradict', 'The planned dates cannot be kept any more.', { errors });
};
