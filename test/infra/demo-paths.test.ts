import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import { nextAct } from '../../infra/demo/acts';
import { composed } from '../../infra/demo/composed';
import { type OnPaper, onPaperOf } from '../../infra/demo/on-paper';
import { completed, mark } from '../../infra/demo/partners';
import { PilotSeen } from '../../infra/demo/pilot-seen';
import { arrives, type Path, pathAt, placesInAll } from '../../infra/demo/paths';
import { country } from '../../workflows/countries';
import { modalities } from '../../workflows/money/modalities';
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

/** Who takes the seats of a pilot that ran on paper until now. */
const partners: Readonly<Record<string, string>> = {
  reviewer: 'secretariat',
  observer: 'board-4',
  funder: 'donor',
  provider: 'other-institute',
  facilitator: 'office',
};

interface Walk {
  readonly commands: readonly string[];
  readonly bodies: readonly object[];
  readonly story: Story;
}

/** Every command that the partners give to a pilot on this path, and how it ends. */
const walked = (path: Path, onPaper: OnPaper | null = null): Walk => {
  const known = {
    path,
    onPaper,
    partner: (kind: string) => partners[kind] ?? '',
    today: '2027-03-01',
    additions: completed(draft, 9, '2027-03-01'),
    focalPoint: (code: string) => `focal-${code.toLowerCase()}`,
  };
  const commands: string[] = [];
  const bodies: object[] = [];
  let story = aPilot(directory);
  for (;;) {
    const seen = seenIn(story);
    const act = nextAct(seen, known);
    if (act === null) return { commands, bodies, story };
    const seat = seen.seats.find(({ id }) => id === act.seat);
    const person = seat?.persons.find((each) => each !== act.notBy) ?? '';
    const caller = { door: 'http', person, organisation: seat?.organisation ?? null } as const;
    story = story.give(act.command, { by: caller, body: act.body as object });
    commands.push(act.command);
    bodies.push(act.body as object);
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

const onPaper = Object.entries(onPaperOf);

/** The walks of those that meet with this. */
const walksWith = (meets: (each: OnPaper) => boolean): readonly Walk[] =>
  onPaper.filter(([, each]) => meets(each)).map(([, each]) => walked('taken-over', each));

describe('a pilot of the demonstration that ran on paper until now', () => {
  it('is one of ten, taken over in the consultation or in funding, and they give in every modality', () => {
    expect(onPaper).toHaveLength(10);
    const steps = new Set(onPaper.map(([, { step }]) => step));
    expect([...steps].sort()).toEqual(['consultation.clearance', 'consultation.response', 'funding.mix']);
    const given = onPaper.flatMap(([, { lines, afterReturn }]) => [
      ...lines,
      ...(afterReturn ? [afterReturn] : []),
    ]);
    expect(new Set(given.map(({ modality }) => modality))).toEqual(new Set(modalities));
  });

  it('stands beside the code with its step and its contributions', () => {
    const readme = readFileSync(join(__dirname, '../../infra/demo/README.md'), 'utf8').replace(/ +\|/g, ' |');
    for (const [identifier, { step, lines }] of onPaper) {
      const given = lines.map(({ modality, percent }) => `\`${modality}\` ${percent}`).join(', ');
      expect(readme).toContain(`| ${identifier} | \`${step}\` | ${given} |`);
    }
  });

  it.each(onPaper)('goes on to its effective agreement: %s', (_, each) => {
    const { story } = walked('taken-over', each);
    expect(story.pilot.status).toBe('implementation.inception');
    expect(story.pilot.funding.effectiveAt).not.toBeNull();
  });

  it('has a letter on paper entered by one coordinator and confirmed by another', () => {
    const walks = walksWith(({ detours }) => detours.includes('letter-on-paper'));
    expect(walks.length).toBeGreaterThan(0);
    for (const { story } of walks) {
      const [entered] = story.ofType('contribution-letter-entered');
      const [confirmed] = story.ofType('contribution-confirmed');
      expect([entered?.person, confirmed?.person]).toEqual(['carla', 'cora']);
    }
  });

  it('is returned by the appraisal, adds a contribution, and is approved', () => {
    const walks = walksWith(({ afterReturn }) => afterReturn !== undefined);
    expect(walks.length).toBeGreaterThan(0);
    for (const { story } of walks) {
      const appraisals = story.pilot.decisions.filter(({ kind }) => kind === 'appraisal');
      expect(appraisals.map(({ outcome }) => outcome)).toEqual(['returned', 'approved']);
      expect(story.pilot.funding.contributions).toHaveLength(3);
    }
  });

  it('gets a new text after its first signature, which is void, and is signed again', () => {
    const walks = walksWith(({ detours }) => detours.includes('new-text'));
    expect(walks.length).toBeGreaterThan(0);
    for (const { story } of walks) {
      expect(story.pilot.funding.texts).toHaveLength(2);
      const [before, after] = story.pilot.decisions.filter(({ kind }) => kind === 'agreement');
      expect(before?.positions).toHaveLength(1);
      expect(after?.outcome).toBe('approved');
    }
  });

  it('waits for the condition that clearance or appraisal set, and finance finds it met', () => {
    for (const kind of ['clearance', 'appraisal'] as const) {
      const [walk] = walksWith(({ detours }) => detours.includes(`condition-of-${kind}`));
      const condition = walk?.story.pilot.obligations.find((owed) => owed.kind === 'condition');
      expect(condition?.subject).toBe(`${kind}-1`);
      expect(condition?.state).toBe('met');
      const [met] = walk?.story.ofType('obligation-met').filter(({ person }) => person === 'fatima') ?? [];
      expect(met?.data).toMatchObject({ obligation: condition?.id });
    }
  });

  it('has the master agreement of its contributor recorded', () => {
    const [walk] = walksWith(({ detours }) => detours.includes('master-agreement'));
    expect(walk?.story.pilot.funding.masterAgreements).toMatchObject([{ organisation: 'donor' }]);
  });

  it('has every text marked that the partners add', () => {
    const ofDraft = [draft.title, ...textsOf(draft)];
    const added = walksWith(() => true)
      .flatMap(({ bodies }) => bodies.flatMap(textsOf))
      .filter((text) => text.includes(' ') && !ofDraft.includes(text));
    expect(added.length).toBeGreaterThan(100);
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
