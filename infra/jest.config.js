'use strict';

const { resolve } = require('node:path');

const common = {
  rootDir: resolve(__dirname, '..'),
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs', ignoreDynamic: true },
      },
    ],
  },
  testEnvironment: 'node',
};

/** Deterministic code and the list of its rules need no stack: these run in seconds, and alone they start nothing. */
const withoutStack = ['<rootDir>/test/workflows/', '<rootDir>/test/rules/'];
const ofStack = '<rootDir>/test/support/stack';

module.exports = {
  maxWorkers: 2,
  testTimeout: 120_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: withoutStack.map((folder) => `${folder}**/*.test.ts`) },
    {
      ...common,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: withoutStack,
      globalSetup: `${ofStack}-setup.ts`,
      globalTeardown: `${ofStack}-teardown.ts`,
    },
  ],
};
