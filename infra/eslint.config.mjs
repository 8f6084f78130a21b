import boundaries from 'eslint-plugin-boundaries';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

// The room table of the architecture: which folder may import which other, and which packages.
const rooms = {
  workflows: [],
  activities: ['workflows', 'db'],
  db: ['workflows'],
  api: ['workflows', 'db'],
  infra: ['workflows', 'activities', 'db', 'api'],
  test: ['workflows', 'activities', 'db', 'api', 'infra'],
};

/** Packages that deterministic code may use: schemas and calendar arithmetic, nothing with I/O. */
const pureLibraries = ['@sinclair/typebox', 'luxon', 'date-holidays', 'big.js', 'currency-codes'];

/** The only deterministic code that knows Temporal: the host and the workflow functions. */
const workflowCode = ['workflows/host.ts', 'workflows/host-*.ts'];

/** Where the rooms stand: ESLint runs at the top of the tree, and in the test of the rules at the top of another. */
const root = process.cwd();

const room = (type) => ({ element: { type } });

export default tseslint.config(
  { ignores: ['node_modules/**', '.data/**', 'coverage/**'] },
  {
    files: ['**/*.ts'],
    // No comment may switch a rule off.
    linterOptions: { noInlineConfig: true },
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    plugins: { boundaries, 'import-x': importX },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: root },
    },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [createTypeScriptImportResolver()],
      'import/resolver': { typescript: true },
      'boundaries/root-path': root,
      'boundaries/elements': Object.keys(rooms).map((type) => ({ type, pattern: type, partialMatch: false })),
      'boundaries/files': [{ category: 'workflow-code', pattern: workflowCode }],
      'boundaries/dependency-nodes': ['import', 'require', 'export', 'dynamic-import'],
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Of several policies that speak of an import, the last one counts.
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          policies: [
            ...Object.entries(rooms).map(([from, to]) => ({
              from: room(from),
              allow: { to: [from, ...to].map(room) },
            })),
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            { from: room('workflows'), disallow: { to: { module: { origin: ['external', 'core'] } } } },
            {
              from: room('workflows'),
              allow: { to: { module: { origin: 'external', source: pureLibraries } } },
            },
            {
              from: { file: { categories: 'workflow-code' } },
              allow: { to: { module: { origin: 'external', source: '@temporalio/workflow' } } },
            },
          ],
        },
      ],
    },
  },
);
