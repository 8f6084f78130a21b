import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../infra/node-part';
import { sections } from './all';
import { type HeldRule, isHeld } from './rule';
import { collectTitles } from './titles';

const rules = Object.values(sections).flat();
const held = rules.filter(isHeld);
const written = collectTitles();

const times = (title: string): number => written.filter((each) => each.title === title).length;
const occurrences = ({ mutant: { file, find } }: HeldRule): number =>
  readFileSync(join(projectRoot, file), 'utf8').split(find).length - 1;

describe('The list of rules', () => {
  it('says no sentence twice in a section', () => {
    const twice = Object.values(sections).flatMap((section) => {
      const sentences = section.map(({ sentence }) => sentence);
      return sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index);
    });
    expect(twice).toEqual([]);
  });

  it('names only titles that stand exactly once in the tests', () => {
    const titles = held.flatMap((rule) => rule.titles);
    expect(titles.filter((title) => times(title) !== 1)).toEqual([]);
  });

  it('breaks each rule at a place that is there exactly once', () => {
    const elsewhere = held.filter((rule) => occurrences(rule) !== 1);
    expect(elsewhere.map(({ sentence, mutant }) => ({ sentence, mutant }))).toEqual([]);
  });

  it('breaks each rule by a change', () => {
    expect(held.filter(({ mutant: { find, replace } }) => find === replace)).toEqual([]);
  });
});
