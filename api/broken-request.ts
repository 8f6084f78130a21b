import type { ConnectionError, FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';
import { detailsOf, problem, problemMediaType } from './problem';
import type { ProblemCode } from './problem-codes';

const codes: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The headers are larger than 16 KiB.'],
};

/** Answers what is not even HTTP, or never came to its end, and closes the connection. */
export function answerBrokenRequest(this: FastifyInstance, error: ConnectionError, socket: Socket): void {
  const [code, detail] = codes[error.code] ?? ['bad-request', 'This is not a request that HTTP knows.'];
  this.log.debug({ code: error.code }, 'request cannot be read');
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const found = problem(code, detail);
  const body = JSON.stringify(detailsOf(found, ''));
  socket.end(
    `HTTP/1.1 ${found.statusCode} ${code}\r\nContent-Type: ${problemMediaType}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
