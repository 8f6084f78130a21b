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
const pureLibraries = ['@sinclair/typebox', '@sinclair/typebox/**', 'luxon', 'date-holidays'];

export default tseslint.config(
  { ignores: ['node_modules/**', '.data/**', 'coverage/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    plugins: { boundaries, 'import-x': importX },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: new URL('..', import.meta.url).pathname },
    },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver()],
      'import/resolver': { typescript: true },
      'boundaries/root-path': new URL('..', import.meta.url).pathname,
      'boundaries/elements': Object.keys(rooms).map((room) => ({
        type: room,
        pattern: `${room}/**`,
        mode: 'full',
      })),
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
      'boundaries/element-types': [
        'error',
        {
          default: 'disallow',
          rules: Object.entries(rooms).map(([from, to]) => ({ from: [from], allow: [from, ...to] })),
        },
      ],
      'boundaries/external': [
        'error',
        {
          default: 'allow',
          rules: [
            { from: ['workflows'], disallow: ['*', '**', 'node:*'] },
            { from: ['workflows'], allow: pureLibraries },
          ],
        },
      ],
    },
  },
  {
    files: ['workflows/host*.ts'],
    rules: {
      'boundaries/external': [
        'error',
        {
          default: 'allow',
          rules: [
            { from: ['workflows'], disallow: ['*', '**', 'node:*'] },
            { from: ['workflows'], allow: ['@temporalio/workflow'] },
          ],
        },
      ],
    },
  },
);
