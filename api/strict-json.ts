/**
 * JSON as the API accepts it (api.md, "strict"): RFC 8259 without what two readers may understand in two
 * ways. Refused are duplicate keys, NUL, lone surrogates, numbers that a double does not keep, `__proto__`,
 * and bytes that are not UTF-8. Each refusal points to the place.
 */

/** What is wrong with the text of a body. `pointer` is a JSON pointer (RFC 6901) to the value that holds it. */
export interface JsonFlaw {
  readonly pointer: string;
  readonly detail: string;
}

export type JsonReading =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly flaw: JsonFlaw };

/** Deeper than any body of ours, and far from the end of the stack. */
const deepest = 64;

/** More digits than these are not kept by a double in every case. */
const exactDigits = 15;

class Flawed extends Error {
  constructor(readonly flaw: JsonFlaw) {
    super(flaw.detail);
  }
}

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * Reads the bytes of a body.
 * @returns the value, or the first flaw with a pointer to it.
 */
export const readJson = (bytes: Buffer): JsonReading => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  try {
    return { ok: true, value: parse(text, firstBrokenCharacter(bytes, text)) };
  } catch (error) {
    if (error instanceof Flawed) return { ok: false, flaw: error.flaw };
    throw error;
  }
};

/** The index in `text` from which the bytes are not UTF-8; infinity where all of them are. */
const firstBrokenCharacter = (bytes: Buffer, text: string): number => {
  const again = Buffer.from(text);
  if (again.equals(bytes)) return Infinity;
  const differs = again.findIndex((byte, index) => byte !== bytes[index]);
  return again.subarray(0, differs).toString().length - 1;
};

const parse = (text: string, broken: number): unknown => {
  let at = 0;

  const fail = (pointer: string, detail: string): never => {
    throw new Flawed(at >= broken ? { pointer, detail: 'These bytes are not UTF-8.' } : { pointer, detail });
  };
  const unexpected = (pointer: string): never =>
    fail(
      pointer,
      at >= text.length
        ? 'The body ends before the JSON does.'
        : `This is not JSON: unexpected ${JSON.stringify(text[at])} at character ${at + 1}.`,
    );
  const skipSpace = (): void => {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  };
  const take = (expected: string, pointer: string): void => {
    if (!text.startsWith(expected, at)) unexpected(pointer);
    at += expected.length;
  };
  const comma = (): boolean => {
    const found = text[at] === ',';
    if (found) at += 1;
    return found;
  };

  const string = (pointer: string): string => {
    const from = at;
    take('"', pointer);
    while (text[at] !== '"') {
      const code = text.charCodeAt(at);
      if (at >= text.length || at >= broken || code < 0x20) unexpected(pointer);
      at += text[at] === '\\' ? 2 : 1;
    }
    at += 1;
    const value = unescape(text.slice(from, at), pointer);
    if (value.includes('\u0000')) fail(pointer, 'The character NUL (U+0000) is not accepted.');
    if (/\p{Cs}/u.test(value)) fail(pointer, 'Half of a surrogate pair stands alone.');
    return value;
  };
  const unescape = (quoted: string, pointer: string): string => {
    try {
      return String(JSON.parse(quoted));
    } catch {
      return fail(pointer, 'This string has an escape that JSON does not know.');
    }
  };

  const number = (pointer: string): number => {
    const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    literal.lastIndex = at;
    const digits = literal.exec(text)?.[0];
    if (digits === undefined) return unexpected(pointer);
    at += digits.length;
    const value = Number(digits);
    const significant = digits
      .replace(/[eE].*$/, '')
      .replace(/\D/g, '')
      .replace(/^0+/, '');
    const lost = value === 0 && (significant !== '' || digits.startsWith('-'));
    if (lost || Math.abs(value) > Number.MAX_SAFE_INTEGER || significant.length > exactDigits) {
      fail(pointer, 'This number would not be kept exactly. Send amounts as decimal strings.');
    }
    return value;
  };

  const object = (pointer: string, depth: number): Record<string, unknown> => {
    const members: Record<string, unknown> = {};
    take('{', pointer);
    skipSpace();
    let more = text[at] !== '}';
    while (more) {
      skipSpace();
      const key = string(pointer);
      const here = `${pointer}/${escapePointer(key)}`;
      if (Object.hasOwn(members, key)) fail(here, 'This field is given twice.');
      if (key === '__proto__') fail(here, 'This name is not accepted for a field.');
      skipSpace();
      take(':', here);
      members[key] = value(here, depth);
      more = comma();
    }
    take('}', pointer);
    return members;
  };

  const array = (pointer: string, depth: number): unknown[] => {
    const items: unknown[] = [];
    take('[', pointer);
    skipSpace();
    let more = text[at] !== ']';
    while (more) {
      items.push(value(`${pointer}/${items.length}`, depth));
      more = comma();
    }
    take(']', pointer);
    return items;
  };

  const literal = <Value>(word: string, meaning: Value, pointer: string): Value => {
    take(word, pointer);
    return meaning;
  };

  const value = (pointer: string, depth: number): unknown => {
    if (depth > deepest) fail(pointer, `The body is nested deeper than ${deepest} levels.`);
    skipSpace();
    const read = (): unknown => {
      switch (text[at]) {
        case '{':
          return object(pointer, depth + 1);
        case '[':
          return array(pointer, depth + 1);
        case '"':
          return string(pointer);
        case 't':
          return literal('true', true, pointer);
        case 'f':
          return literal('false', false, pointer);
        case 'n':
          return literal('null', null, pointer);
        default:
          return number(pointer);
      }
    };
    const result = read();
    skipSpace();
    return result;
  };

  const whole = value('', 0);
  if (at < text.length) unexpected('');
  return whole;
};
