import { readJson } from '../../api/strict-json';
import fc from 'fast-check';

const reading = (text: string | Buffer) => readJson(Buffer.from(text));

describe('the JSON that the API accepts', () => {
  it('reads whatever JSON.stringify writes of values that every reader keeps', () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .filter((value) => !value.includes('\u0000') && value !== '__proto__');
    const values = [fc.boolean(), fc.integer(), fc.constant(null), text];
    fc.assert(
      fc.property(fc.anything({ values, key: text, maxDepth: 5 }), (value) => {
        const written = JSON.stringify(value, null, 2);
        expect(reading(written)).toEqual({ ok: true, value: JSON.parse(written) as unknown });
      }),
    );
  });

  it('refuses exactly what JSON.parse refuses, where no stricter rule speaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}[]:,"\\ntrue0123.eE-+ ')) }), (text) => {
        const known = (() => {
          try {
            JSON.parse(text);
            return true;
          } catch {
            return false;
          }
        })();
        if (!known) expect(reading(text).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a duplicate key', '{"a":{"b":1,"b":2}}', '/a/b', /twice/],
    ['a duplicate key written with an escape', '{"ab":1,"\\u0061b":2}', '/ab', /twice/],
    ['NUL in a string', '{"a":["x\\u0000"]}', '/a/0', /NUL/],
    ['a lone surrogate', '{"title":"\\ud800"}', '/title', /surrogate/],
    ['a number beyond what a double keeps', '{"n":9007199254740993}', '/n', /exactly/],
    ['a number that becomes infinite', '{"n":1e999}', '/n', /exactly/],
    ['a number that becomes zero', '{"n":1e-999}', '/n', /exactly/],
    ['a number with more digits than a double keeps', '{"n":0.1234567890123456789}', '/n', /exactly/],
    ['minus zero', '[-0]', '/0', /exactly/],
    ['the name __proto__', '{"__proto__":{"admin":true}}', '/__proto__', /not accepted/],
    ['a cut body', '{"a":{"b":[1,', '/a/b/1', /ends before/],
    ['nothing', '', '', /ends before/],
    ['a second value', '{} {}', '', /unexpected/],
    ['a trailing comma', '{"a":1,}', '', /unexpected/],
    ['a control character', '{"a":"\n"}', '/a', /unexpected/],
    ['an escape that JSON does not know', '{"a":"\\x"}', '/a', /escape/],
    ['a byte order mark', '\ufeff{}', '', /unexpected/],
    ['a tower of brackets', `${'['.repeat(100)}${']'.repeat(100)}`, '/0'.repeat(65), /nested/],
    ['a pointer that needs escapes', '{"a/b":{"~":-0}}', '/a~1b/~0', /exactly/],
  ])('refuses %s and points to it', (_, text, pointer, detail) => {
    expect(reading(text)).toEqual({
      ok: false,
      flaw: { pointer, detail: expect.stringMatching(detail) as string },
    });
  });

  it.each([
    ['inside a string', ['{"a":{"b":"x', [0xff], 'y"}}'], '/a/b'],
    ['in the first character of a string', ['{"a":"', [0xc3, 0x28], '"}'], '/a'],
    ['cut at the end of a string', ['{"a":"', [0xef, 0xbf], '"}'], '/a'],
    ['outside of strings', ['{"a":', [0x80], '}'], '/a'],
    ['after a genuine replacement character', ['{"a":"\ufffd","b":"', [0xff], '"}'], '/b'],
    ['as an encoded surrogate', ['{"a":"', [0xed, 0xa0, 0x80], '"}'], '/a'],
  ] as const)('refuses bytes that are not UTF-8 %s and points to them', (_, parts, pointer) => {
    const bytes = Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
    );
    expect(readJson(bytes)).toEqual({ ok: false, flaw: { pointer, detail: 'These bytes are not UTF-8.' } });
  });

  it('keeps a genuine replacement character', () => {
    expect(reading('"\ufffd"')).toEqual({ ok: true, value: '\ufffd' });
  });
});
