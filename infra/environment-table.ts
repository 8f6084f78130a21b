import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TSchema } from '@sinclair/typebox';
import { Configuration } from '../workflows/configuration';
import { betweenMarks } from './between-marks';
import { projectRoot } from './node-part';

/** The table of all environment variables, as Markdown, in the order of the schema. */
export function environmentTable(): string {
  const rows = Object.entries<TSchema>(Configuration.properties).map(
    ([name, { description, default: value }]) => {
      const shown = value === undefined ? '' : `\`${String(value)}\``;
      return `| \`${name}\` | ${shown} | ${String(description)} |`;
    },
  );
  return ['| variable | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}

/**
 * A text with the table between its two marks, whatever stood there before.
 *
 * @throws Error if the marks are missing
 */
export function withEnvironmentTable(text: string): string {
  return betweenMarks(text, 'environment', 'npm run docs:environment', environmentTable());
}

if (require.main === module) {
  const readme = join(projectRoot, 'README.md');
  writeFileSync(readme, withEnvironmentTable(readFileSync(readme, 'utf8')));
}
