import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { projectRoot } from '../../infra/node-part';

/** A small tree with one file for each import that the room table allows or forbids, and two cycles. */
const files: Record<string, string> = {
  'workflows/rule.ts': 'export const rule = 1;',
  'db/store.ts': 'export const store = 1;',
  'activities/effect.ts': 'export const effect = 1;',
  'api/route.ts': 'export const route = 1;',
  'infra/stack.ts': 'export const stack = 1;',
  'test/given.ts': 'export const given = 1;',

  'workflows/allowed.ts': `export { rule } from './rule';\nexport { DateTime } from 'luxon';\nexport { Value } from '@sinclair/typebox/value';`,
  'workflows/host.ts': `export { sleep } from '@temporalio/workflow';`,
  'db/allowed.ts': `export { rule } from '../workflows/rule';\nexport { Pool } from 'pg';`,
  'activities/allowed.ts': `export { rule } from '../workflows/rule';\nexport { store } from '../db/store';`,
  'api/allowed.ts': `export { rule } from '../workflows/rule';\nexport { store } from '../db/store';\nexport { join } from 'node:path';`,
  'infra/allowed.ts': `export { route } from '../api/route';\nexport { effect } from '../activities/effect';`,
  'test/allowed.ts': `export { stack } from '../infra/stack';\nexport { rule } from '../workflows/rule';`,

  'workflows/imports-db.ts': `export { store } from '../db/store';`,
  'workflows/imports-a-type-of-db.ts': `export type { store } from '../db/store';`,
  'workflows/imports-node.ts': `export { readFileSync } from 'node:fs';`,
  'workflows/imports-a-package.ts': `export { pino } from 'pino';`,
  'workflows/imports-temporal.ts': `export { sleep } from '@temporalio/workflow';`,
  'workflows/imports-later.ts': `export const later = () => import('../db/store');`,
  'db/imports-activities.ts': `export { effect } from '../activities/effect';`,
  'activities/imports-api.ts': `export { route } from '../api/route';`,
  'api/imports-activities.ts': `export { effect } from '../activities/effect';`,
  'api/imports-infra.ts': `export { stack } from '../infra/stack';`,
  'infra/imports-test.ts': `export { given } from '../test/given';`,

  'db/hen.ts': `import { egg } from './egg';\nexport const hen = (): number => egg() - 1;`,
  'db/egg.ts': `import { hen } from './hen';\nexport const egg = (): number => hen() + 1;`,
};

/** The rules that each file of the tree breaks, as the linter of this project sees it. */
function lint(): Record<string, string[]> {
  const root = mkdtempSync(join(tmpdir(), 'rooms-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), `${text}\n`);
    }
    writeFileSync(join(root, 'package.json'), '{}');
    writeFileSync(
      join(root, 'tsconfig.json'),
      JSON.stringify({ extends: join(projectRoot, 'tsconfig.json'), include: ['.'] }),
    );
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
    const eslint = join(projectRoot, 'node_modules/eslint/bin/eslint.js');
    const config = join(projectRoot, 'infra/eslint.config.mjs');
    const { stdout } = spawnSync(
      process.execPath,
      [
        eslint,
        '--config',
        config,
        '--format',
        'json',
        ...new Set(Object.keys(files).map((file) => dirname(file))),
      ],
      { cwd: root, encoding: 'utf8' },
    );
    const results = JSON.parse(stdout) as { filePath: string; messages: { ruleId: string | null }[] }[];
    return Object.fromEntries(
      results.map(({ filePath, messages }) => [
        relative(root, filePath),
        messages.map(({ ruleId }) => ruleId ?? 'not parsed'),
      ]),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('the room table', () => {
  let broken: Record<string, string[]>;
  beforeAll(() => {
    broken = lint();
  }, 60_000);
  const breaking = Object.keys(files).filter((file) => file.includes('/imports-'));
  const cycle = ['db/hen.ts', 'db/egg.ts'];

  it.each(breaking)('is broken by %s', (file) => {
    expect(broken[file]).toContain('boundaries/dependencies');
  });

  it.each(cycle)('forbids the cycle of %s', (file) => {
    expect(broken[file]).toContain('import-x/no-cycle');
  });

  it.each(Object.keys(files).filter((file) => !breaking.includes(file) && !cycle.includes(file)))(
    'allows %s',
    (file) => {
      expect(broken[file]).toEqual([]);
    },
  );
});
