import { operatorCaller } from '../../../workflows/decider';
import { person } from '../../../workflows/directory/person';
import { directoryOf } from '../../support/directory';
import { ada, aPerson, after, carl, directory, emptyDirectory, given, max, pia, withKeyOf } from './sample';

const refused = (code: string) => expect.objectContaining({ refused: true, code }) as unknown;
const personal = { name: 'Pia Banda', email: 'pia@example.org', phone: '+265 1 234', language: 'en' };
const registered = given(ada, 'register-person', { organisations: ['ministry'], personal });
const hash = 'ab'.repeat(32);
const key = (keyId: string, organisation: string | null = null) => ({
  keyId,
  hash,
  organisation,
  label: 'Laptop',
});

/** The stream of Pia herself. */
const ofPia = (...commands: Parameters<typeof after>[1]) =>
  after(person, [registered, ...commands], { stream: 'person/pia' });

describe('a person who is registered', () => {
  it('has her personal data in the event alone, for the log to seal', () => {
    const { last, state } = after(person, [registered]);
    expect(last).toMatchObject([
      { type: 'person-registered', data: { organisations: ['ministry'], rights: [], personal } },
    ]);
    expect(JSON.stringify(state?.entry)).not.toContain('Banda');
    expect(state).toMatchObject({
      entry: { id: 'it', version: 1, organisations: ['ministry'], rights: [], active: true, signingKeys: [] },
      sealed: expect.stringContaining('sealed') as string,
      apiKeys: [],
    });
  });

  it.each([
    [{ organisations: ['ministry'], personal: {} }, '/personal/name'],
    [{ organisations: ['ministry'], personal: { name: 'P', email: 'nowhere' } }, '/personal/email'],
    [{ organisations: ['ministry'], personal: { name: 'P', birthday: '1990-01-01' } }, '/personal/birthday'],
    [{ organisations: ['ministry'], rights: ['king'], personal: { name: 'P' } }, '/rights/0'],
    [{ organisations: ['ministry', 'ministry'], personal: { name: 'P' } }, '/organisations'],
  ])('is refused when the body makes no sense: %j', (body, pointer) => {
    expect(after(person, [given(ada, 'register-person', body)]).last).toMatchObject({
      code: 'invalid-body',
      errors: [{ pointer }],
    });
  });

  it('belongs to active organisations of the directory', () => {
    const body = { organisations: ['ministry', 'closed', 'nowhere'], personal: { name: 'P' } };
    expect(after(person, [given(ada, 'register-person', body)]).last).toMatchObject({
      code: 'unknown-organisation',
      errors: [{ pointer: '/organisations/1' }, { pointer: '/organisations/2' }],
    });
  });

  it('gets rights from an administrator, never from a coordinator', () => {
    const body = { organisations: [], rights: ['auditor'], personal: { name: 'P' } };
    expect(after(person, [given(ada, 'register-person', body)]).state?.entry.rights).toEqual(['auditor']);
    expect(after(person, [given(carl, 'register-person', body)]).last).toEqual(refused('not-your-seat'));
    const plain = { ...body, rights: [] };
    expect(after(person, [given(carl, 'register-person', plain)]).state?.entry.rights).toEqual([]);
  });

  it('is registered once', () => {
    expect(after(person, [registered, registered]).last).toEqual(refused('already-exists'));
  });
});

describe('the first administrator', () => {
  const body = { personal: { name: 'A' }, apiKey: key('k1') };
  const first = given(operatorCaller, 'register-first-administrator', body);

  it('is made by the operator, with a key in the same act', () => {
    expect(after(person, [first], { context: emptyDirectory }).last).toMatchObject([
      {
        type: 'person-registered',
        data: { organisations: [], rights: ['administrator'] },
        by: { person: null, organisation: null },
      },
      { type: 'api-key-created', data: key('k1') },
    ]);
  });
  it('is made only while there is none', () => {
    expect(after(person, [first]).last).toEqual(refused('administrator-exists'));
  });
  it('is made anew when the only one has gone', () => {
    const context = directoryOf({ persons: [aPerson('max', { rights: ['administrator'], active: false })] });
    expect(after(person, [first], { context }).last).toHaveLength(2);
  });
  it('is the only person whom the operator makes', () => {
    const other = given(operatorCaller, 'register-person', { organisations: [], personal: { name: 'A' } });
    expect(after(person, [other], { context: emptyDirectory }).last).toEqual(refused('not-your-seat'));
  });
  it('is made by nobody else', () => {
    expect(after(person, [{ ...first, caller: ada }]).last).toEqual(refused('not-your-seat'));
  });
});

describe('a person who changes', () => {
  it('changes her own name, address, phone and language', () => {
    const { state, last } = ofPia(given(pia, 'change-person', { personal: { name: 'Pia Phiri' } }));
    expect(last).toMatchObject([{ type: 'person-changed', data: { personal: { name: 'Pia Phiri' } } }]);
    expect(state?.sealed).toContain('Phiri');
    expect(state?.entry).toMatchObject({ version: 2, organisations: ['ministry'] });
  });

  it.each([[{ rights: ['administrator'] }], [{ organisations: ['board'] }]])(
    'does not change %j herself',
    (body) => {
      expect(ofPia(given(pia, 'change-person', body)).last).toEqual(refused('not-your-seat'));
    },
  );

  it('is moved to other organisations by an administrator, and keeps the rest', () => {
    const { state } = ofPia(given(ada, 'change-person', { organisations: ['board'] }));
    expect(state).toMatchObject({ entry: { organisations: ['board'] } });
    expect(state?.sealed).toContain('Banda');
    expect(ofPia(given(ada, 'change-person', { organisations: ['nowhere'] })).last).toEqual(
      refused('unknown-organisation'),
    );
  });

  it('is not changed by anybody else', () => {
    for (const other of [carl, max, withKeyOf('stranger')])
      expect(ofPia(given(other, 'change-person', { personal: { name: 'X' } })).last).toEqual(
        refused('not-your-seat'),
      );
  });
});

describe('a person who is deactivated', () => {
  const deactivated = given(ada, 'deactivate-person', { reason: 'Left the ministry' });
  it('is deactivated by an administrator alone', () => {
    expect(ofPia(deactivated).state?.entry.active).toBe(false);
    expect(ofPia({ ...deactivated, caller: pia }).last).toEqual(refused('not-your-seat'));
    expect(ofPia({ ...deactivated, caller: carl }).last).toEqual(refused('not-your-seat'));
  });
  it('gets no new key; an administrator still revokes the old ones', () => {
    const { last } = ofPia(deactivated, given(ada, 'create-api-key', key('k1')));
    expect(last).toEqual(refused('not-now'));
    const revoked = ofPia(
      given(pia, 'create-api-key', key('k1')),
      deactivated,
      given(ada, 'revoke-api-key', { keyId: 'k1' }),
    );
    expect(revoked.last).toMatchObject([{ type: 'api-key-revoked' }]);
  });
  it('does nothing herself any more', () => {
    const gone = directoryOf({ persons: [aPerson('pia', { organisations: ['ministry'], active: false })] });
    const state = ofPia().state;
    expect(person.authorise(state, given(pia, 'create-api-key', key('k1')), gone)).toEqual(
      refused('not-your-seat'),
    );
  });
});

describe('API keys', () => {
  it('are created by the person herself or an administrator', () => {
    for (const by of [pia, ada])
      expect(ofPia(given(by, 'create-api-key', key('k1', 'ministry'))).last).toMatchObject([
        { type: 'api-key-created', data: key('k1', 'ministry') },
      ]);
    for (const by of [carl, withKeyOf('stranger')])
      expect(ofPia(given(by, 'create-api-key', key('k1'))).last).toEqual(refused('not-your-seat'));
  });

  it('act for organisations of the person only', () => {
    expect(ofPia(given(pia, 'create-api-key', key('k1', 'board'))).last).toMatchObject({
      code: 'unknown-organisation',
      errors: [{ pointer: '/organisation' }],
    });
  });

  it('made with a key for one organisation are for that organisation', () => {
    const byKey = withKeyOf('pia', 'ministry');
    expect(ofPia(given(byKey, 'create-api-key', key('k1'))).last).toEqual(refused('not-your-seat'));
    expect(ofPia(given(byKey, 'create-api-key', key('k1', 'ministry'))).last).toHaveLength(1);
  });

  it('never share an id', () => {
    const create = given(pia, 'create-api-key', key('k1'));
    expect(ofPia(create, create).last).toEqual(refused('key-exists'));
  });

  it('are revoked once, with the instant', () => {
    const create = given(pia, 'create-api-key', key('k1'));
    const revoke = given(pia, 'revoke-api-key', { keyId: 'k1' }, '2027-03-02T09:00:00.000Z');
    expect(ofPia(create, revoke).state?.apiKeys).toMatchObject([
      { id: 'k1', created: '2027-03-01T09:00:00.000Z', revoked: '2027-03-02T09:00:00.000Z' },
    ]);
    expect(ofPia(create, revoke, revoke).last).toEqual(refused('unknown-key'));
    expect(ofPia(revoke).last).toEqual(refused('unknown-key'));
  });
});

describe('signing keys', () => {
  const publicKey = 'A'.repeat(43);
  const register = given(pia, 'register-signing-key', { name: 'laptop', publicKey });

  it('are registered by the person herself, under an id of her own', () => {
    expect(ofPia(register).state?.entry.signingKeys).toEqual([{ id: 'pia:laptop', publicKey }]);
  });
  it('are never registered by an administrator, who could then sign in her name', () => {
    expect(ofPia({ ...register, caller: ada }).last).toEqual(refused('not-your-seat'));
  });
  it('are revoked, and their name is never used again', () => {
    const revoke = given(ada, 'revoke-signing-key', { keyId: 'pia:laptop' });
    expect(ofPia(register, revoke).state?.entry.signingKeys).toEqual([]);
    expect(ofPia(register, revoke, register).last).toEqual(refused('key-exists'));
    expect(ofPia(revoke).last).toEqual(refused('unknown-key'));
  });
  it.each([[{ name: 'laptop', publicKey: 'short' }], [{ name: 'My Laptop', publicKey }]])(
    'are refused when malformed: %j',
    (body) => {
      expect(ofPia(given(pia, 'register-signing-key', body)).last).toEqual(refused('invalid-body'));
    },
  );
});

it('says what a person may do with her own entry', () => {
  const { state } = ofPia();
  expect(state && person.actions(state, given(pia, '', {}), directory).map(({ command }) => command)).toEqual(
    ['change-person', 'create-api-key', 'revoke-api-key', 'register-signing-key', 'revoke-signing-key'],
  );
  expect(state && person.actions(state, given(carl, '', {}), directory)).toEqual([]);
});
