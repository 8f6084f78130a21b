'use strict';

const {
  projects: [unit],
} = require('./jest.config.js');

/**
 * The deterministic code alone, for mutation testing. Left out is what cannot tell one mutant from another: the
 * random plays, which take seconds for each of thousands, and the check of the list of rules, which reads the
 * sources as text.
 */
module.exports = {
  ...unit,
  testPathIgnorePatterns: ['<rootDir>/test/rules/', '<rootDir>/test/workflows/pilot/properties.test.ts'],
};
