import { createHash } from 'node:crypto';

/**
 * The Idempotency-Key of one step: the same for the same step in every run and in every process, so that nothing
 * is done twice (api.md, "once"). Hashed, because identifiers may hold what a header may not.
 */
export const once = (step: string, ...about: readonly unknown[]): string =>
  `demo.${step}.${createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 32)}`;
