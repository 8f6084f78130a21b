import { homedir } from 'node:os';
import { join } from 'node:path';

/** Our folder in the per-user cache: outside the work tree, so that a fresh clone finds what another one fetched. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env['XDG_CACHE_HOME'];
  // The XDG rule: an empty or relative value counts as none.
  const root = base?.startsWith('/') === true ? base : join(homedir(), '.cache');
  return join(root, 'south-south-pilots');
}
