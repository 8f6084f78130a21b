import { generateKeyPairSync } from 'node:crypto';
import { createDirectory } from '../../db/directory';
import { endorsementText, logKeys, type LogKeys } from '../../db/log-keys';
import { type SigningKey, signingKeyOf } from '../../db/signing-key';
import {
  type Caller,
  clockCaller,
  fold,
  isRefusal,
  operatorCaller,
  type RecordedEvent,
} from '../../workflows/decider';

const newKey = (): SigningKey => signingKeyOf(generateKeyPairSync('ed25519').privateKey);
const { context } = createDirectory().open();
const at = '2027-03-01T09:00:00.000Z';
const [first, second, third] = [newKey(), newKey(), newKey()];

/** The events of `log/keys` after commands that are all accepted; the code of the last if it is refused. */
function after(...commands: { name: string; body: unknown; caller?: Caller }[]): LogKeys | string {
  let events: RecordedEvent[] = [];
  for (const { name, body, caller = operatorCaller } of commands) {
    const state = fold(logKeys, logKeys.initial, events);
    const command = { id: `c${events.length}`, name, body, at, caller };
    const refused = logKeys.authorise(state, command, context);
    const decision = refused ?? logKeys.decide(state, command, context);
    if (isRefusal(decision)) return decision.code;
    const place = { stream: 'log/keys', occurredAt: at, commandId: command.id };
    events = [
      ...events,
      ...decision.events.map((event, index) => ({
        ...event,
        ...decision.author,
        ...place,
        version: events.length + index + 1,
      })),
    ];
  }
  return fold(logKeys, logKeys.initial, events);
}

const register = (key: SigningKey) => ({ name: 'register-key', body: { publicKey: key.publicKey } });
const rotate = (to: SigningKey, by: SigningKey | null, signer = by) => ({
  name: 'rotate-key',
  body: {
    publicKey: to.publicKey,
    endorsement: by && { keyId: by.id, signature: signer?.sign(endorsementText(to.publicKey)) },
  },
});

describe('the keys of the log', () => {
  it('begin with one', () => {
    expect(after(register(first))).toEqual({
      keys: [{ id: first.id, publicKey: first.publicKey, endorsedBy: null }],
    });
    expect(after(register(first), register(second))).toBe('not-now');
  });

  it('are handed on by a key that was known before', () => {
    expect(after(register(first), rotate(second, first), rotate(third, second))).toMatchObject({
      keys: [
        { id: first.id },
        { id: second.id, endorsedBy: first.id },
        { id: third.id, endorsedBy: second.id },
      ],
    });
  });

  it('are not handed on by a stranger, or with a signature that is another’s', () => {
    expect(after(register(first), rotate(third, second))).toBe('signature-invalid');
    expect(after(register(first), rotate(third, first, second))).toBe('signature-invalid');
    expect(after(register(first), rotate(first, first))).toBe('not-now');
  });

  it('go on after the loss of every old one, and show that nobody endorsed it', () => {
    expect(after(register(first), rotate(second, null))).toMatchObject({ keys: [{}, { endorsedBy: null }] });
  });

  it('are the operator’s alone', () => {
    expect(after({ ...register(first), caller: clockCaller })).toBe('not-your-seat');
  });

  it.each([
    ['no key', { name: 'register-key', body: {} }],
    ['a key that is too short', { name: 'register-key', body: { publicKey: 'abc' } }],
    ['more than a key', { name: 'register-key', body: { publicKey: first.publicKey, more: 1 } }],
    ['no word on who endorses', { name: 'rotate-key', body: { publicKey: first.publicKey } }],
    ['another command', { name: 'forget-key', body: {} }],
  ])('refuse %s', (_what, command) => {
    expect(after(command)).toBe('invalid-body');
  });
});
