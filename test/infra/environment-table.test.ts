import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentTable, withEnvironmentTable } from '../../infra/environment-table';
import { projectRoot } from '../../infra/node-part';
import { Configuration } from '../../workflows/configuration';
import { unaligned } from '../support/unaligned';

describe('the table of environment variables', () => {
  it('has a line for each variable', () => {
    const names = environmentTable()
      .split('\n')
      .slice(2)
      .map((line) => /^\| `([A-Z_]+)` \|/.exec(line)?.[1]);
    expect(names).toEqual(Object.keys(Configuration.properties));
  });

  it('stands in the README as the schema has it (if not: npm run docs:environment)', () => {
    const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
    expect(unaligned(readme)).toBe(unaligned(withEnvironmentTable(readme)));
  });
});
