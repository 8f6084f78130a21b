import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../infra/node-part';

const filesOfTree = (): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(projectRoot, file)));

/** A copy of the tree as it stands, outside of it, with the same packages. */
export const copyOfTree = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'broken-rules-'));
  for (const file of filesOfTree().filter((name) => name !== 'node_modules')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    copyFileSync(join(projectRoot, file), join(copy, file));
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

/** Removes a copy, and with it whatever the tests have left there. */
export const removeCopy = (copy: string): void => {
  rmSync(copy, { recursive: true, force: true });
};
