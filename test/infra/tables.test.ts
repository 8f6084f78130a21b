import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import { betweenMarks } from '../../infra/between-marks';
import { markdownTable } from '../../infra/markdown-table';
import { projectRoot } from '../../infra/node-part';
import { documentOf, tables } from '../../infra/tables';
import { decisionKinds } from '../../workflows/decisions/decision';
import { pilotCommands } from '../../workflows/pilot/decider';
import { eventMeanings } from '../../workflows/pilot/event-meanings';
import { ProgrammeRuleSchema } from '../../workflows/programmes/decision-rule';
import { ruleBookErrors } from '../../workflows/programmes/read-rule-book';
import { shippedRuleBooks, sscPilotRules } from '../../workflows/programmes/shipped';
import { unaligned } from '../support/unaligned';

const textOf = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');

describe('the tables beside the code', () => {
  it.each(tables)('$file is as the code says (if not: npm run docs:tables)', (table) => {
    const { is, wanted } = documentOf(table);
    expect(unaligned(is)).toBe(unaligned(wanted));
  });

  it('have a line for each command, with who may give it, when, and what it does', () => {
    const lines = textOf('workflows/pilot/COMMANDS.md').split('\n');
    for (const { name, describe: does } of pilotCommands) {
      const cells = lines.find((line) => line.startsWith(`| \`${name}\` `))?.split('|') ?? [];
      expect([name, cells.map((cell) => cell.trim()).slice(2, 5)]).toEqual([
        name,
        [expect.stringMatching(/\w/), expect.stringMatching(/\w/), does],
      ]);
    }
  });

  it('say of each event what it says, in a sentence', () => {
    for (const meaning of Object.values(eventMeanings)) expect(meaning).toMatch(/^[A-Z].{10,}\.$/);
  });

  it('stand between their marks, and keep the bars of a cell', () => {
    const text = 'a\n<!-- t: written by x -->\nold\n<!-- end of t -->\nb';
    expect(betweenMarks(text, 't', 'x', 'new')).toBe(
      'a\n<!-- t: written by x -->\n\nnew\n\n<!-- end of t -->\nb',
    );
    expect(() => betweenMarks('a', 't', 'x', 'new')).toThrow('lacks the lines <!-- t: written by x -->');
    expect(markdownTable(['a'], [['b|c']])).toBe('| a |\n| --- |\n| b\\|c |');
  });
});

describe('the document from which a rule book is written', () => {
  const text = textOf('workflows/programmes/README.md');
  const examples = [...text.matchAll(/```json\n(.*?)```/gs)].map(
    ([, json = '']) => JSON.parse(json) as Record<string, unknown>,
  );

  it('shows each decision rule by an example that is one', () => {
    const rules = examples.filter((example) => 'rule' in example);
    for (const rule of rules) expect([rule, Value.Check(ProgrammeRuleSchema, rule)]).toEqual([rule, true]);
    expect(new Set(rules.map(({ rule }) => rule)).size).toBe(7);
  });

  it('shows money by an example that is accepted', () => {
    const money = examples.find((example) => 'limit' in example);
    expect(ruleBookErrors({ ...sscPilotRules, money: { ...sscPilotRules.money, ...money } })).toEqual([]);
  });

  it('begins with an example that only lacks values', () => {
    const [beginning] = examples;
    expect(
      ruleBookErrors({ ...sscPilotRules, ...beginning, eligibility: sscPilotRules.eligibility }),
    ).toEqual([]);
  });

  it('names the programmes that ship', () => {
    for (const { id } of shippedRuleBooks) expect(text).toContain(`\`${id}\``);
  });

  it('explains every decision that a rule book has a rule for', () => {
    for (const kind of Object.keys(sscPilotRules.decisions)) {
      expect(decisionKinds).toContain(kind);
      expect(text).toContain(`| \`${kind}\``);
    }
  });
});
