import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sections } from './all';
import { copyOfTree, removeCopy } from './copy';
import { type HeldRule, isHeld, type Rule } from './rule';
import { type Ended, runTitles } from './run-titles';
import { collectTitles, type Title } from './titles';

/**
 * Breaks each rule of lifecycle.md in turn, in copies of the tree, and expects the tests that are named after it to
 * turn red: `npm run break-rules -- [section or words of a sentence]`.
 */

type Outcome = 'red as expected' | 'survived' | 'does not apply' | 'not green before' | 'no test yet';

interface Tried {
  readonly section: string;
  readonly rule: Rule;
  readonly outcome: Outcome;
}

const atOnce = 2;
const words = process.argv.slice(2).join(' ').toLowerCase();

const chosen = Object.entries(sections).flatMap(([section, rules]) =>
  rules
    .filter(({ sentence }) => section.startsWith(words) || sentence.toLowerCase().includes(words))
    .map((rule) => ({ section, rule })),
);

const collected = new Map(collectTitles().map((title) => [title.title, title]));
const titlesOf = ({ titles }: HeldRule): readonly Title[] =>
  titles.flatMap((title) => collected.get(title) ?? []);

/** The source with the rule broken; null where the place is not there exactly once. */
const broken = (copy: string, { mutant: { file, find, replace } }: HeldRule): string | null => {
  const parts = readFileSync(join(copy, file), 'utf8').split(find);
  return parts.length === 2 ? parts.join(replace) : null;
};

const tryRule = async (copy: string, rule: HeldRule, signal: AbortSignal): Promise<Outcome> => {
  const path = join(copy, rule.mutant.file);
  const sound = readFileSync(path, 'utf8');
  const mutated = broken(copy, rule);
  if (mutated === null || titlesOf(rule).length < rule.titles.length) return 'does not apply';
  writeFileSync(path, mutated);
  const ended = await runTitles(copy, titlesOf(rule), signal);
  writeFileSync(path, sound);
  return [...ended.values()].every((end) => end === 'red') ? 'red as expected' : 'survived';
};

const say = ({ section, rule, outcome }: Tried): void => {
  const held = isHeld(rule) && outcome !== 'red as expected' ? `\n    ${rule.titles.join('\n    ')}` : '';
  console.log(`${outcome.padEnd(16)} ${section}: ${rule.sentence}${held}`);
};

/** What two at a time take from one queue. */
const tryAll = async (
  copies: readonly string[],
  before: ReadonlyMap<string, Ended>,
  signal: AbortSignal,
): Promise<readonly Tried[]> => {
  const queue = [...chosen];
  const tried: Tried[] = [];
  const work = async (copy: string): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { section, rule } = next;
      const outcome = !isHeld(rule)
        ? 'no test yet'
        : rule.titles.some((title) => before.get(title) === 'red')
          ? 'not green before'
          : await tryRule(copy, rule, signal);
      tried.push({ section, rule, outcome });
      say({ section, rule, outcome });
    }
  };
  await Promise.all(copies.map(work));
  return tried;
};

const report = (tried: readonly Tried[]): void => {
  console.log();
  for (const outcome of [
    'red as expected',
    'survived',
    'does not apply',
    'not green before',
    'no test yet',
  ] as const)
    console.log(`${outcome.padEnd(16)} ${tried.filter((each) => each.outcome === outcome).length}`);
  process.exitCode = tried.every(({ outcome }) => outcome === 'red as expected') ? 0 : 1;
};

const main = async (): Promise<void> => {
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort();
  });
  const copies = Array.from({ length: atOnce }, copyOfTree);
  try {
    const [first = ''] = copies;
    const named = chosen.flatMap(({ rule }) => (isHeld(rule) ? titlesOf(rule) : []));
    console.log(`Running ${named.length} titles on the sound tree …`);
    const before = named.length === 0 ? new Map<string, Ended>() : await runTitles(first, named, stop.signal);
    report(await tryAll(copies, before, stop.signal));
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    copies.forEach(removeCopy);
  }
};

void main();
