import { createHash } from 'node:crypto';
import type { Day } from '../../workflows/decider';
import { mark } from './partners';

/** A paper of the demonstration, named by its hash: the same text in the same pilot is the same paper. */
export const paper = (pilot: string, text: string, date: Day) => ({
  sha256: createHash('sha256').update(`${pilot}: ${text}`).digest('hex'),
  name: `${mark} ${text}`,
  date,
  issuer: `${mark} its partners`,
  location: `${mark} nowhere; only its hash is made`,
});
