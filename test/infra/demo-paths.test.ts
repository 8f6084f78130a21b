import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import { nextAct } from '../../infra/demo/acts';
import { composed } from '../../infra/demo/composed';
import { completed, mark } from '../../infra/demo/partners';
import { PilotSeen } from '../../infra/demo/pilot-seen';
import { arrives, type Path, pathAt, placesInAll } from '../../infra/demo/paths';
import { country } from '../../workflows/countries';
import { caseOf } from '../../workflows/pilot/case';
import { programmeWith, sampleDirectory } from '../support/pilot-people';
import { aPilot, type Story } from '../support/pilots';

const directory = sampleDirectory({ programmes: [programmeWith(3)] });
const draft = {
  title: 'Weevils against water hyacinth',
  beneficiaryCountries: ['KE'],
  providerCountries: ['MW'],
  plannedStart: '2020-01-01',
  plannedEnd: '2021-12-31',
  roughBudget: { amount: '40000.00', currency: 'USD' },
};

const seenIn = (story: Story): PilotSeen =>
  Value.Decode(
    PilotSeen,
    caseOf(story.pilot, {
      at: story.at,
      sight: { extent: 'everything', seats: [], deliberates: true },
      actions: [],
      agenda: story.agenda(),
    }),
  );

/** Every command that the partners give to a pilot on this path, and how it ends. */
const walked = (path: Path): { readonly commands: readonly string[]; readonly story: Story } => {
  const known = {
    path,
    additions: completed(draft, 9, '2027-03-01'),
    focalPoint: (code: string) => `focal-${code.toLowerCase()}`,
  };
  const commands: string[] = [];
  let story = aPilot(directory);
  for (;;) {
    const seen = seenIn(story);
    const act = nextAct(seen, known);
    if (act === null) return { commands, story };
    const seat = seen.seats.find(({ id }) => id === act.seat);
    const [person = ''] = seat?.persons ?? [];
    const caller = { door: 'http', person, organisation: seat?.organisation ?? null } as const;
    story = story.give(act.command, { by: caller, body: act.body as object });
    commands.push(act.command);
  }
};

const toScreening = ['revise-proposal', 'submit-proposal'];
const toEndorsement = ['fill-seat', 'fill-seat', 'accept-screening'];
const revised = ['revise-proposal', 'submit-proposal', 'accept-screening'];
const answers = (count: number): readonly string[] => Array<string>(count).fill('take-position');

describe('a path of the demonstration', () => {
  it.each<readonly [Path, string, readonly string[]]>([
    ['approved', 'consultation.convened', [...toScreening, ...toEndorsement, ...answers(4)]],
    [
      'objected',
      'consultation.convened',
      [...toScreening, ...toEndorsement, ...answers(1), ...revised, ...answers(4)],
    ],
    [
      'screened-back',
      'consultation.convened',
      [...toScreening, 'return-proposal', ...toScreening, ...toEndorsement, ...answers(5)],
    ],
    ['rejected-by-screening', 'rejected', [...toScreening, 'reject-proposal']],
    ['rejected-by-concept', 'rejected', [...toScreening, ...toEndorsement, ...answers(4)]],
    ['withdrawn', 'withdrawn', [...toScreening, ...toEndorsement, 'withdraw']],
    ['left-in-screening', 'proposal.screening', toScreening],
    ['left-in-endorsement', 'proposal.endorsement', [...toScreening, ...toEndorsement, ...answers(1)]],
    ['left-in-revision', 'proposal.revision', [...toScreening, ...toEndorsement, ...answers(1)]],
    ['left-in-concept-review', 'proposal.concept_review', [...toScreening, ...toEndorsement, ...answers(3)]],
  ])('%s leads to %s', (path, status, commands) => {
    const walk = walked(path);
    expect(walk.commands).toEqual(commands);
    expect(walk.story.pilot.status).toBe(status);
  });

  it('returned: a recorded return by a host government, then an approval', () => {
    const { story } = walked('returned');
    const [endorsement] = story.pilot.decisions;
    expect(endorsement).toMatchObject({ kind: 'endorsement', outcome: 'returned' });
    expect(story.pilot).toMatchObject({ status: 'consultation.convened', rounds: { used: 1 } });
  });

  it('marks every text that the partners add', () => {
    const { story } = walked('objected');
    const texts = story.events.flatMap(({ type, data }) => {
      if (type === 'proposal-revised') return textsOf((data as { changes: object }).changes);
      return type === 'position-taken' ? textsOf({ text: (data as { text: string | null }).text }) : [];
    });
    const ofDraft = [draft.title, ...textsOf(draft)];
    const added = texts.filter((text) => !ofDraft.includes(text) && text.includes(' '));
    expect(added.length).toBeGreaterThan(5);
    expect(added.filter((text) => !text.startsWith(mark))).toEqual([]);
  });
});

const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

describe('the plan for the complete activities of a file', () => {
  const paths = Array.from({ length: placesInAll }, (_, place) => pathAt(place));

  it('carries 28 of 34 into the consultation, 5 of them after an objection', () => {
    expect(paths.filter(arrives)).toHaveLength(28);
    expect(paths.filter((path) => path === 'objected')).toHaveLength(5);
  });

  it('has 3 rejected and 3 withdrawn, and returns by a host government and by screening', () => {
    const count = (...wanted: Path[]) => paths.filter((path) => wanted.includes(path)).length;
    expect(count('rejected-by-screening', 'rejected-by-concept')).toBe(3);
    expect(count('withdrawn')).toBe(3);
    expect(count('returned')).toBeGreaterThan(0);
    expect(count('screened-back')).toBeGreaterThan(0);
  });

  it('stands beside the code, place by place', () => {
    const readme = readFileSync(join(__dirname, '../../infra/demo/README.md'), 'utf8').replace(/ +\|/g, ' |');
    for (const path of new Set(paths)) {
      const places = paths.flatMap((each, place) => (each === path ? [place + 1] : []));
      expect(readme).toContain(`| ${places.join(', ')} | \`${path}\` |`);
    }
    expect(pathAt(placesInAll + 1)).toBe(pathAt(1));
  });

  it('shows every kind of path but one in the 13 of the sample', () =>
    expect(new Set(paths.slice(0, 13)).size).toBe(6));
});

describe('the composed pilots', () => {
  it('are eight, of two developing countries each, and marked', () => {
    expect(composed).toHaveLength(8);
    for (const { draft: each } of composed) {
      const codes = [...(each.beneficiaryCountries ?? []), ...(each.providerCountries ?? [])];
      expect(codes.map((code) => country(code)?.developing)).toEqual([true, true]);
      expect(each.title).toMatch(/^Demonstration: .* \(composed\)$/);
    }
  });
});
