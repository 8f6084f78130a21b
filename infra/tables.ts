import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { betweenMarks } from './between-marks';
import { projectRoot } from './node-part';
import { commandTable, eventTable } from './pilot-tables';
import { ruleBookTables } from './rule-book-tables';

/** A document with a part that is written from the code that it stands beside. */
interface Table {
  readonly file: string;
  readonly name: string;
  readonly written: () => string;
}

/** Every such part. */
export const tables: readonly Table[] = [
  { file: 'workflows/programmes/README.md', name: 'values', written: ruleBookTables },
  { file: 'workflows/pilot/COMMANDS.md', name: 'commands', written: commandTable },
  { file: 'workflows/pilot/EVENTS.md', name: 'events', written: eventTable },
];

/** The document of a table as it stands, and as the code would have it. */
export const documentOf = ({
  file,
  name,
  written,
}: Table): { readonly is: string; readonly wanted: string } => {
  const is = readFileSync(join(projectRoot, file), 'utf8');
  return { is, wanted: betweenMarks(is, name, 'npm run docs:tables', written()) };
};

if (require.main === module)
  for (const table of tables) writeFileSync(join(projectRoot, table.file), documentOf(table).wanted);
