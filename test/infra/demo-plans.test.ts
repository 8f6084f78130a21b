import { plansOf } from '../../infra/demo/plans';
import { mark } from '../../infra/demo/partners';
import { anActivity } from '../support/activity';
import { activitiesIn, sampleFile, wholeFile } from '../support/sample-activities';

const today = '2026-11-23';
const sample = plansOf(activitiesIn(sampleFile), today);
const ofFile = sample.pilots.filter(({ from }) => from === 'file');
const ofComposed = sample.pilots.filter(({ from }) => from === 'composed');

describe('the plans for a file', () => {
  it('have every activity, under the GEF-like programme, and eight composed pilots under the default one', () => {
    expect(ofFile.map(({ programme }) => programme)).toEqual(Array(20).fill('gef-medium'));
    expect(ofComposed.map(({ programme }) => programme)).toEqual(Array(8).fill('ssc-pilot'));
  });

  it('leave as drafts those that lack a country, planned dates or a budget', () => {
    expect(ofFile.filter(({ journey }) => journey !== null)).toHaveLength(13);
    expect(ofFile.filter(({ draft }) => draft.beneficiaryCountries === undefined)).toHaveLength(4);
  });

  it('register what is in the file and nothing else, so that every run registers the same', () => {
    const later = plansOf(activitiesIn(sampleFile), '2031-05-05');
    const registered = ({ pilots }: typeof sample) =>
      pilots.map(({ identifier, programme, proponent, draft }) => ({
        identifier,
        programme,
        proponent,
        draft,
      }));
    expect(registered(later)).toEqual(registered(sample));
    expect(JSON.stringify(ofFile.map(({ draft }) => draft))).not.toContain(mark);
  });

  it('move the past planned dates of all by one offset', () => {
    expect(sample.years).toBe(7);
    for (const { draft, journey } of ofFile) {
      if (journey === null) continue;
      const { plannedStart = '', plannedEnd = '' } = journey.additions;
      expect(Number(plannedStart.slice(0, 4)) - Number(draft.plannedStart?.slice(0, 4))).toBe(7);
      expect(Number(plannedEnd.slice(0, 4)) - Number(draft.plannedEnd?.slice(0, 4))).toBe(7);
      expect(plannedStart > today).toBe(true);
    }
  });

  it('leave a planned date to come where it is', () => {
    const coming = anActivity({
      identifier: 'XM-TEST-2',
      dates: { plannedStart: '2027-01-01', plannedEnd: '2027-06-30' },
    });
    const [, second] = plansOf([anActivity(), coming], today).pilots;
    expect(second?.journey?.additions).toMatchObject({
      plannedStart: '2027-01-01',
      plannedEnd: '2027-06-30',
    });
  });

  it('keep what the file says and mark every text that it does not say', () => {
    const [{ journey } = { journey: null }] = plansOf([anActivity()], today).pilots;
    const { title, focalArea, problem, objectives = [], expectedOutputs = [] } = journey?.additions ?? {};
    expect(title).toBe('An activity');
    for (const text of [focalArea, problem, ...objectives, ...expectedOutputs])
      expect(text).toMatch(/^Demonstration: /);
  });

  it('need the focal point of every country once', () => {
    expect(new Set(sample.countries).size).toBe(sample.countries.length);
    for (const code of ['MR', 'PY', 'KE', 'PH']) expect(sample.countries).toContain(code);
  });

  it('take ten over that ran on paper until now, each funded by whom the file names', () => {
    const onPaper = sample.pilots.filter(({ journey }) => journey?.onPaper != null);
    expect(onPaper.map(({ from }) => from).sort()).toEqual([
      ...Array<string>(4).fill('composed'),
      ...Array<string>(6).fill('file'),
    ]);
    for (const { from, funder, proponent, journey } of onPaper) {
      expect(journey?.path).toBe('taken-over');
      expect(funder === null).toBe(from === 'composed');
      expect(funder?.key).not.toBe(proponent.key);
    }
    const others = sample.pilots.filter(({ journey }) => journey?.onPaper == null);
    expect(others.map(({ journey }) => journey?.path)).not.toContain('taken-over');
  });

  it('name a proponent that is among the organisations', () => {
    const keys = sample.organisations.map(({ key }) => key);
    for (const { proponent } of sample.pilots) expect(keys).toContain(proponent.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

const file = wholeFile();

(file === null ? describe.skip : describe)('the sample, and the file that it is from', () => {
  it('send each activity of both along the same path', () => {
    const whole = plansOf(activitiesIn(file ?? sampleFile), today).pilots;
    for (const { identifier, journey } of sample.pilots)
      expect(whole.find((each) => each.identifier === identifier)?.journey?.path).toBe(journey?.path);
  });
});
