import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { refusals, refuse } from '../../workflows/refusals';

/** Codes that `commit` gives by itself; its own tests prove them. */
const ofCommit = [
  'version-changed',
  'idempotency-key-reused',
  'signature-invalid',
  'malformed',
  'person-erased',
  'clock-ahead',
  'busy',
  'unavailable',
  'read-only',
];

const specifications = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && name !== 'refusals.test.ts')
  .map((name) => readFileSync(join(__dirname, name), 'utf8'))
  .join('\n');

describe('Refusals (lifecycle.md section 7)', () => {
  it.each(Object.entries(refusals))('%s has a status, a title and what to do about it', (code, kind) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect([403, 404, 409, 412, 422, 503]).toContain(kind.status);
    expect(kind.title).toMatch(/^[A-Z].*[^.]$/);
    expect(kind.advice).toMatch(/^[A-Z].*\.$/);
  });

  it('each code of the deciders is met by one of their specifications', () => {
    const unmet = Object.keys(refusals).filter(
      (code) => !ofCommit.includes(code) && !specifications.includes(`'${code}'`),
    );
    expect(unmet).toEqual([]);
  });

  it('a refusal is its code and a sentence, and says more only where there is more', () => {
    expect(refuse('not-now', 'Not yet.')).toEqual({ refused: true, code: 'not-now', detail: 'Not yet.' });
    const errors = [{ pointer: '/title', detail: 'Give one.' }];
    expect(refuse('incomplete', 'Not yet.', { errors })).toMatchObject({ errors });
  });
});
