import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { CommitInput } from '../../db/door';
import { publicKeyFor, signCommand } from '../../db/signed-command';
import { holdTransaction, whenBlocked } from '../support/held';
import { ada, begunProbe, command, smallDirectory, useLog } from '../support/log';

const log = useLog();
const newKey = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const privateKey = newKey();
const signedAt = '2027-03-01T09:00:00.000Z';
const temporal = { door: 'temporal', person: null, organisation: null } as const;

/** Registers a key of Pia and gives the id under which it stands. */
async function registerKey(name: string, key = privateKey): Promise<string> {
  const body = { name, publicKey: publicKeyFor(key) };
  const answer = await log.current.commit(
    'person/pia',
    command('register-signing-key', body, { caller: { door: 'http', person: 'pia', organisation: null } }),
  );
  if (answer.outcome === 'refused') throw new Error(JSON.stringify(answer.refusal));
  return `pia:${name}`;
}

let kid: string;
let stream: string;
beforeAll(async () => {
  await smallDirectory(log.current.commit);
  kid = await registerKey('laptop');
});
beforeEach(async () => {
  stream = await begunProbe(log.current.commit);
});

/** A note through Temporal, signed by Pia; `more` changes it after the signing. */
const note = (more: Partial<CommitInput> = {}, key = { id: kid, privateKey }, at = signedAt): CommitInput => {
  const input = command('note', { text: 'signed' }, { caller: temporal });
  const { id, name, body } = input;
  return { ...input, jws: signCommand({ stream, command: name, id, body }, key, at), ...more };
};
const outcomesOf = (id: string) =>
  log.current.rows<{ caller: string; accepted: boolean; answer: { refusal?: { code: string } } }>(
    'select caller, accepted, answer from log.outcome where stream = $1 and command_id = $2',
    [stream, id],
  );

describe('a command that comes through Temporal', () => {
  it('is the command of the person whose key has signed it', async () => {
    const signed = note();
    expect(await log.current.commit(stream, signed)).toMatchObject({ outcome: 'accepted', version: 2 });
    const [event] = await log.current.rows(
      'select person, command_id from log.event where stream = $1 and version = 2',
      [stream],
    );
    expect(event).toEqual({ person: 'pia', command_id: signed.id });
    expect(await log.current.commit(stream, signed)).toMatchObject({ replayed: true, version: 2 });
  });

  it('acts for the organisation that its signature names, else for all of the person', async () => {
    const signedFor = (organisation: string): CommitInput => {
      const { id, name, body, ...rest } = command('note', { text: 'for one' }, { caller: temporal });
      const signed = { stream, command: name, id, body, organisation };
      return { ...rest, id, name, body, jws: signCommand(signed, { id: kid, privateKey }, signedAt) };
    };
    await log.current.commit(stream, signedFor('ministry'));
    await log.current.commit(stream, note());
    const events = await log.current.rows(
      'select person, organisation from log.event where stream = $1 and version > 1 order by version',
      [stream],
    );
    expect(events).toEqual([
      { person: 'pia', organisation: 'ministry' },
      { person: 'pia', organisation: null },
    ]);
    const number = JSON.parse('7') as string;
    expect(await log.current.commit(stream, signedFor(number))).toMatchObject({
      refusal: { code: 'signature-invalid', detail: expect.stringContaining('organisation') as string },
    });
  });

  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const forged = (alg: string, signature: (text: string) => string) => (signed: CommitInput) => {
    const { id, name, body } = signed;
    const claims = { stream, command: name, id, body, iat: Date.parse(signedAt) / 1000 };
    const text = `${encode({ alg, kid })}.${encode(claims)}`;
    return { ...signed, jws: `${text}.${signature(text)}` };
  };
  const broken: [string, (signed: CommitInput) => CommitInput | Promise<CommitInput>, RegExp][] = [
    ['unsigned', (signed) => ({ ...signed, jws: undefined }), /^unverified:-$/],
    ['signed with something that is no JWS', (signed) => ({ ...signed, jws: 'x.y' }), /^unverified:-$/],
    ['with another body', (signed) => ({ ...signed, body: { text: 'altered' } }), /^unverified:pia:laptop$/],
    ['with another command', (signed) => ({ ...signed, name: 'jam', body: {} }), /^unverified:pia:laptop$/],
    ['with another command id', (signed) => ({ ...signed, id: `${signed.id}-x` }), /^unverified:pia:laptop$/],
    [
      'with a signature that was altered',
      (signed) => ({ ...signed, jws: signed.jws?.replace(/.{6}$/, 'AAAAAA') }),
      /^unverified:pia:laptop$/,
    ],
    ['signed by nobody we know', () => note({}, { id: 'eve:key', privateKey }), /^unverified:eve:key$/],
    ['signed by another key', () => note({}, { id: kid, privateKey: newKey() }), /^unverified:pia:laptop$/],
    ['signed with no algorithm', forged('none', () => ''), /^unverified:pia:laptop$/],
    [
      'signed with the public key as a secret',
      forged('HS256', (text) =>
        createHmac('sha256', publicKeyFor(privateKey)).update(text).digest('base64url'),
      ),
      /^unverified:pia:laptop$/,
    ],
    ['signed 25 hours ago', () => note({}, undefined, '2027-02-28T08:00:00.000Z'), /^pia$/],
    ['signed 6 minutes ahead', () => note({}, undefined, '2027-03-01T09:06:00.000Z'), /^pia$/],
  ];
  it.each(broken)('%s is refused and recorded, and changes nothing', async (_what, breakIt, caller) => {
    const bad = await breakIt(note());
    const refused = await log.current.commit(stream, bad);
    expect(refused).toMatchObject({ outcome: 'refused', version: 1, refusal: { code: 'signature-invalid' } });
    const [kept] = await outcomesOf(bad.id);
    expect(kept).toMatchObject({ accepted: false, answer: { refusal: { code: 'signature-invalid' } } });
    expect(kept?.caller).toMatch(caller);
    expect(await log.current.commit(stream, bad)).toEqual({ ...refused, replayed: true });
  });

  it.each([
    ['23 hours ago', '2027-02-28T10:00:00.000Z'],
    ['4 minutes ahead', '2027-03-01T09:04:00.000Z'],
  ])('is good when it was signed %s', async (_when, at) => {
    expect(await log.current.commit(stream, note({}, undefined, at))).toMatchObject({ outcome: 'accepted' });
  });

  it('is known again however late it is delivered once more', async () => {
    const signed = note();
    const first = await log.current.commit(stream, signed);
    expect(await log.current.commit(stream, { ...signed, at: '2027-09-01T09:00:00.000Z' })).toEqual({
      ...first,
      replayed: true,
    });
  });

  it('replayed on another stream is refused', async () => {
    const signed = note();
    await log.current.commit(stream, signed);
    const other = await begunProbe(log.current.commit);
    expect(await log.current.commit(other, signed)).toMatchObject({ refusal: { code: 'signature-invalid' } });
  });

  it('does not take the place of the good one that comes under the same id', async () => {
    const good = note();
    await log.current.commit(stream, { ...good, jws: undefined });
    expect(await log.current.commit(stream, good)).toMatchObject({ outcome: 'accepted', version: 2 });
  });

  it('is refused from the moment its key is revoked, even between deciding and appending', async () => {
    const { commit, at } = log.current;
    const key = newKey();
    const id = await registerKey('phone', key);
    const held = await holdTransaction(at.superuserUrl);
    await held.query('select from log.lock_stream($1)', [stream]);
    const late = commit(stream, note({}, { id, privateKey: key }));
    await whenBlocked(at.superuserUrl);
    await commit('person/pia', command('revoke-signing-key', { keyId: id }, { caller: ada }));
    await held.rollback();
    expect(await late).toMatchObject({ refusal: { code: 'signature-invalid' } });
  });
});
