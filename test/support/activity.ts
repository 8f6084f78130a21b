import type { Activity } from '../../infra/demo/activity';

/** An activity with one country, planned dates and a budget; say what is different. */
export const anActivity = (different: Partial<Activity> = {}): Activity => ({
  identifier: 'XM-TEST-1',
  title: 'An activity',
  reportingOrganisation: { name: 'A publisher', ref: 'XM-TEST', type: '40' },
  dates: { plannedStart: '2020-03-31', plannedEnd: '2021-02-28' },
  countries: [{ code: 'KE' }],
  regions: [],
  organisations: [],
  sectors: [],
  budgets: [{ value: '3077', currency: 'USD' }],
  ...different,
});
