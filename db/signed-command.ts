import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { createDecoder, createSigner, createVerifier } from 'fast-jwt';
import type { Instant } from '../workflows/decider';
import { canonical } from './canonical';
import type { Directory } from './directory';

/** What a person signs: this command, for this stream, under this id, at this time. */
export interface SignedCommand {
  readonly stream: string;
  readonly command: string;
  readonly id: string;
  readonly body: unknown;
  /** For which organisation the person acts; without it for all that she belongs to, as with an API key. */
  readonly organisation?: string;
}

/**
 * How long a signature is good. A worker may be away for a day and nothing may be lost by that; that a command is
 * not carried out twice is the work of its id, not of its age.
 */
const goodFor = 24 * 60 * 60;
/** The signer's clock may be ahead by this much. */
const clockTolerance = 5 * 60;

/** Who stands behind a command that came through Temporal, as far as its signature tells. */
export type SignatureAnswer =
  | { readonly person: string; readonly organisation: string | null; readonly problem: string | null }
  | { readonly person: null; readonly claimedKey: string; readonly problem: string };

/**
 * Signs a command for the Temporal door: compact JWS, EdDSA, header `kid` (the id under which the public key is
 * registered to the person), payload `stream`, `command`, `id`, `body`, `iat` (seconds), and `organisation` where the
 * person says for which one she acts.
 *
 * @param privateKey PEM (PKCS 8) of the Ed25519 key
 */
export function signCommand(
  command: SignedCommand,
  key: { readonly id: string; readonly privateKey: string },
  at: Instant,
): string {
  const signer = createSigner({ algorithm: 'EdDSA', key: key.privateKey, kid: key.id });
  const { stream, command: name, id, body, organisation } = command;
  const claims = { stream, command: name, id, body, iat: Math.floor(Date.parse(at) / 1000) };
  return signer(organisation === undefined ? claims : { ...claims, organisation });
}

/**
 * Verifies the JWS of a command against the keys that the directory holds (architecture.md section 3, "Host").
 * `at` is the door's clock.
 *
 * @returns the person, and a `problem` where the signature is good but too old or ahead of time; without person
 * where it is missing, altered, of an unknown key, or of another stream, command, id or body
 */
export function verifyCommand(
  jws: string | undefined,
  command: Omit<SignedCommand, 'organisation'>,
  at: Instant,
  directory: Pick<Directory, 'holderOf'>,
): SignatureAnswer {
  if (jws === undefined)
    return unknown('-', 'The command is not signed: send it with a JWS by a registered key.');
  const keyId = claimedKey(jws);
  const holder = keyId === null ? undefined : directory.holderOf(keyId);
  if (keyId === null || holder === undefined) {
    return unknown(keyId ?? '-', 'The key that signed the command is not registered to an active person.');
  }
  const claims = verifiedClaims(jws, publicKeyOf(holder.publicKey));
  if (claims === null) return unknown(keyId, 'The signature does not fit the command: sign it again.');
  if (!isFor(claims, command)) {
    return unknown(
      keyId,
      'The signature is for another stream, command, id or body: sign this very command.',
    );
  }
  const { organisation = null } = claims;
  if (organisation !== null && typeof organisation !== 'string')
    return unknown(keyId, 'The organisation in the signature is not the id of one: sign the command again.');
  const problem = ageProblem(claims['iat'], Date.parse(at) / 1000);
  return { person: holder.person, organisation, problem };
}

const unknown = (claimedKey: string, problem: string): SignatureAnswer => ({
  person: null,
  claimedKey,
  problem,
});

/** The id of the key that the JWS names, if it has the form of one. Nothing is verified yet. */
function claimedKey(jws: string): string | null {
  try {
    const decoded: unknown = createDecoder({ complete: true })(jws);
    const kid = isRecord(decoded) && isRecord(decoded['header']) ? decoded['header']['kid'] : undefined;
    return typeof kid === 'string' && /^[A-Za-z0-9_.:#-]{1,250}$/.test(kid) ? kid : null;
  } catch {
    return null;
  }
}

function verifiedClaims(jws: string, publicKey: string): Record<string, unknown> | null {
  try {
    const claims: unknown = createVerifier({
      algorithms: ['EdDSA'],
      key: publicKey,
      cache: false,
      ignoreExpiration: true,
      ignoreNotBefore: true,
    })(jws);
    return isRecord(claims) ? claims : null;
  } catch {
    return null;
  }
}

const isFor = (
  claims: Record<string, unknown>,
  { stream, command, id, body }: Omit<SignedCommand, 'organisation'>,
): boolean =>
  claims['stream'] === stream &&
  claims['command'] === command &&
  claims['id'] === id &&
  canonical(claims['body'] ?? null) === canonical(body ?? null);

function ageProblem(issued: unknown, now: number): string | null {
  if (typeof issued !== 'number' || issued > now + clockTolerance) {
    return 'The signature is dated in the future: set the clock of the signer, and sign the command again.';
  }
  return issued < now - goodFor ? 'The signature is older than 24 hours: sign the command again.' : null;
}

const publicKeyOf = (x: string): string =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();

/** The public half of a private key (PEM), as it is registered: JWK `x`. */
export function publicKeyFor(privateKey: string | KeyObject): string {
  const { x } = createPublicKey(
    typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey,
  ).export({
    format: 'jwk',
  });
  if (x === undefined) throw new TypeError('This is not an Ed25519 key.');
  return x;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
