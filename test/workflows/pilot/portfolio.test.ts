import { openItems, portfolioRow, seatRows } from '../../../workflows/pilot/portfolio';
import { proponent } from '../../support/pilot-people';
import { aPilot } from '../../support/pilots';

const registered = () => aPilot();
const submitted = () => registered().complete().seated('KE', 'MW').submitted();

describe('The portfolio', () => {
  it('shows where a pilot stands, under which programme, for which countries', () => {
    expect(portfolioRow(submitted().pilot)).toMatchObject({
      title: 'Weevils',
      status: 'proposal.screening',
      stage: 'proposal',
      step: 'screening',
      end: null,
      programme: 'ssc-pilot',
      programmeVersion: 1,
      region: 'Africa',
      countries: ['KE', 'MW'],
      public: false,
    });
  });

  it('shows an ended pilot by its end alone', () => {
    const ended = registered().give('withdraw', { by: proponent, body: { reason: 'No longer needed.' } });
    expect(portfolioRow(ended.pilot)).toMatchObject({
      status: 'withdrawn',
      stage: null,
      step: null,
      end: 'withdrawn',
    });
  });

  it('names the earliest due date of all that is open', () => {
    const { pilot } = submitted().accepted();
    const dues = pilot.obligations.flatMap(({ state, due }) => (state === 'open' ? (due.at ?? []) : []));
    expect(dues.length).toBeGreaterThan(1);
    expect(portfolioRow(pilot).nextDue).toBe(dues.reduce((a, b) => (a < b ? a : b)));
  });

  it('lets only proponent and coordinator find a draft, and every seat once it is submitted', () => {
    const draft = portfolioRow(registered().complete().seated('KE').pilot);
    expect(draft.persons).toEqual(expect.arrayContaining(['carla', 'paul']));
    expect(draft.persons).not.toContain('kamau');
    expect(portfolioRow(submitted().pilot).persons).toContain('kamau');
  });

  it('has a row for each filled seat', () => {
    expect(seatRows(submitted().pilot).map(({ seat }) => seat)).toContain('host_government-2');
  });

  it('puts each open obligation into the inbox of those who may act for the seat', () => {
    const [screen, ...others] = openItems(submitted().pilot);
    expect(others).toEqual([]);
    expect(screen).toMatchObject({ kind: 'step', seat: 'coordinator-1', organisation: 'unit' });
    expect(screen?.persons).toContain('carla');
  });
});
