import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { messageOf } from './cannot-start';

/** How long a server may take to answer at all, and between two pieces of an answer. Milliseconds. */
export interface Patience {
  readonly connect: number;
  readonly silence: number;
}

/** What went wrong with a download; another way to get the same may still work. */
export class DownloadFailed extends Error {
  override readonly name = 'DownloadFailed';
}

/** A small text, whole. @throws DownloadFailed */
export async function fetchText(url: string, patience: Patience, interrupt: AbortSignal): Promise<string> {
  return receive(url, patience, interrupt, async (response) => response.text());
}

/**
 * Downloads a file, telling how far it is in whole per cent, and gives its SHA-256 in hex.
 *
 * @throws DownloadFailed where the server cannot be reached, refuses, falls silent, or ends before the file does
 */
export async function fetchFile(
  url: string,
  file: string,
  patience: Patience,
  interrupt: AbortSignal,
  onProgress: (percent: number) => void,
): Promise<string> {
  return receive(url, patience, interrupt, async (response, heard) => {
    if (response.body === null) throw new Error('the answer is empty');
    const expected = Number(response.headers.get('content-length') ?? 0);
    const hash = createHash('sha256');
    let received = 0;
    let told = -1;
    const watch = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        heard();
        hash.update(chunk);
        received += chunk.length;
        const percent = expected === 0 ? -1 : Math.floor((received / expected) * 100);
        if (percent > told) onProgress((told = percent));
        next(null, chunk);
      },
    });
    await pipeline(response.body, watch, createWriteStream(file));
    if (expected !== 0 && received !== expected) {
      throw new Error(`the transfer ended after ${received} of ${expected} bytes`);
    }
    return hash.digest('hex');
  });
}

async function receive<Answer>(
  url: string,
  patience: Patience,
  interrupt: AbortSignal,
  read: (response: Response, heard: () => void) => Promise<Answer>,
): Promise<Answer> {
  const tooLong = new AbortController();
  const giveUp = (after: number): NodeJS.Timeout =>
    setTimeout(() => tooLong.abort(new Error(`no answer for ${after / 1000} s`)), after);
  let timer = giveUp(patience.connect);
  const heard = (): void => {
    clearTimeout(timer);
    timer = giveUp(patience.silence);
  };
  try {
    const response = await fetch(url, { signal: AbortSignal.any([tooLong.signal, interrupt]) });
    heard();
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return await read(response, heard);
  } catch (error) {
    interrupt.throwIfAborted();
    throw new DownloadFailed(`${url}: ${messageOf(error)}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
