import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../infra/node-part';

/** The full title of a test as it is written, and the file that it stands in. */
export interface Title {
  readonly title: string;
  readonly file: string;
}

const between = ' › ';
const placeholder = /%[sdifjop]|\$\w+(?:\.\w+)*/;

const textOf = (node: ts.Node | undefined): string | null =>
  node !== undefined && (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) ? node.text : null;

const rowsOf = (node: ts.Expression | undefined): readonly ts.Expression[] =>
  node === undefined
    ? []
    : ts.isArrayLiteralExpression(node)
      ? node.elements
      : ts.isAsExpression(node)
        ? rowsOf(node.expression)
        : [];

/** The title of one row of a table, as far as it is written out; what is computed stays a placeholder. */
const titleOfRow = (title: string, row: ts.Expression): string => {
  if (ts.isObjectLiteralExpression(row))
    return row.properties.reduce((named, property) => {
      const text = ts.isPropertyAssignment(property) ? textOf(property.initializer) : null;
      const name = ts.isPropertyAssignment(property) ? property.name.getText() : '';
      return text === null ? named : named.replace(new RegExp(`\\$${name}\\b`), () => text);
    }, title);
  const values = ts.isArrayLiteralExpression(row) ? row.elements : [row];
  const parts = title.split(/(%[sdifjop])/);
  return parts
    .map((part, index) => (index % 2 === 0 ? part : (textOf(values[(index - 1) / 2]) ?? part)))
    .join('');
};

/** What begins a test: the properties of random plays have words of their own. */
const tests: readonly string[] = ['it', 'everyPlay', 'everyMove'];

interface Named {
  readonly kind: 'describe' | 'it';
  readonly titles: readonly string[];
  readonly body: ts.Node | undefined;
}

/** `describe('…')`, `it('…')` or `it.each([…])('…')`; of a table the title as written, then that of each row. */
const namedBy = (call: ts.CallExpression): Named | null => {
  const { expression } = call;
  const [first, body] = call.arguments;
  const title = textOf(first);
  const table =
    ts.isCallExpression(expression) &&
    ts.isPropertyAccessExpression(expression.expression) &&
    expression.expression.name.text === 'each'
      ? { of: expression.expression.expression.getText(), rows: rowsOf(expression.arguments[0]) }
      : { of: expression.getText(), rows: [] };
  const { of: kind, rows } = table;
  if (title === null || (kind !== 'describe' && !tests.includes(kind))) return null;
  return {
    kind: kind === 'describe' ? kind : 'it',
    titles: [...new Set([title, ...rows.map((row) => titleOfRow(title, row))])],
    body,
  };
};

const titlesIn = (file: string, node: ts.Node, above: readonly string[]): readonly Title[] => {
  const named = ts.isCallExpression(node) ? namedBy(node) : null;
  const full = named?.titles.flatMap((title) =>
    above.length === 0 ? [title] : above.map((outer) => `${outer}${between}${title}`),
  );
  if (named?.kind === 'it') return (full ?? []).map((title) => ({ title, file }));
  const inner: Title[] = [];
  ts.forEachChild(named?.body ?? node, (child) => {
    inner.push(...titlesIn(file, child, full ?? above));
  });
  return inner;
};

/** Every title of every test, read from the sources without running them. */
export const collectTitles = (): readonly Title[] =>
  readdirSync(join(projectRoot, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .flatMap((name) => {
      const path = join(projectRoot, 'test', name);
      const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
      return titlesIn(relative(projectRoot, path), source, []);
    });

/** A regular expression of the names that the runner gives to the tests of this title. */
export const runnerPattern = (title: string): string =>
  `^${title
    .replaceAll(between, ' ')
    .split(placeholder)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('.*')}$`;
