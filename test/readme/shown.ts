import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../infra/node-part';

export const readme = (): string => readFileSync(join(projectRoot, 'README.md'), 'utf8');

/** One fenced block of shell commands and the block of output that the README shows below it. */
export interface Shown {
  readonly commands: string;
  readonly output: string | null;
}

/** The shell blocks of one section of the README, each with the output that stands right after it. */
export const shownIn = (section: string): readonly Shown[] => {
  const text = readme().split(`\n## ${section}\n`)[1]?.split('\n## ')[0];
  if (text === undefined) throw new Error(`The README has no section "${section}".`);
  return [...text.matchAll(/```sh\n([\s\S]*?)```(?:\n\n```text\n([\s\S]*?)```)?/g)].map(
    ([, commands = '', output]) => ({ commands, output: output ?? null }),
  );
};

/** Output without what differs from run to run: ids, instants, hashes, days. */
export const alike = (output: string): string =>
  output
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<instant>')
    .replaceAll(/\b[0-9a-f]{12}\b/g, '<hash>')
    .replaceAll(/\b\d{1,2} [A-Z][a-z]+ \d{4}\b/g, '<day>')
    .trim();
