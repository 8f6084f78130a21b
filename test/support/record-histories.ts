import { spawnSync } from 'node:child_process';
import { nextVersion } from './histories';

/**
 * `npm run record-histories`: lives through every shape and adds the histories to the corpus, as the next version.
 * Do so when the host has changed (behind `patched()`), and commit what was added; the older versions stay.
 */
const version = nextVersion();
const { status } = spawnSync(
  'npx',
  [
    'jest',
    '--config',
    'infra/jest.config.js',
    '--selectProjects',
    'integration',
    '--',
    'test/activities/histories',
  ],
  { stdio: 'inherit', env: { ...process.env, RECORD_HISTORIES: version } },
);
process.stdout.write(
  status === 0 ? `Recorded as version ${version}.\n` : 'Not all shapes could be recorded.\n',
);
process.exitCode = status ?? 1;
