import { connect as dial, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

/** A line to PostgreSQL that can be cut in the middle. */
export interface Line {
  /** The address to use instead of the server's own. */
  readonly url: string;
  /** From now on answers to a `commit` are lost: the server gets it, the client gets a broken connection. */
  loseNextCommitAnswer(): void;
  close(): Promise<void>;
}

/** Opens a line to the server of this address. */
export async function openLine(url: string): Promise<Line> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let loseAnswer = false;
  const server = createServer((client) => {
    const upstream = dial(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    let cut = false;
    client.on('data', (data) => {
      if (loseAnswer && data.includes('commit')) {
        loseAnswer = false;
        cut = true;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (cut) client.destroy();
      else client.write(data);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port.');
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${address.port}` }).href,
    loseNextCommitAnswer() {
      loseAnswer = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
