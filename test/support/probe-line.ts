import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be away and come back, while its address stays the same. */
export interface ProbeLine {
  /** `host:port`, to use instead of the server's own. */
  readonly address: string;
  /** From now on nobody answers here, and what was connected is cut off. */
  cut(): Promise<void>;
  /** From now on this server answers. */
  join(target: string): Promise<void>;
}

/** Lines for the tests of a file: each leads nowhere yet, and is cut at the end of its test. */
export function useProbeLines(): { open: () => Promise<ProbeLine> } {
  const lines: ProbeLine[] = [];
  afterEach(() => Promise.all(lines.splice(0).map((line) => line.cut())));
  return {
    async open() {
      const line = await openProbeLine();
      lines.push(line);
      return line;
    },
  };
}

async function openProbeLine(): Promise<ProbeLine> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let server = createServer();
  const cut = async () => {
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  return {
    address: `127.0.0.1:${port}`,
    cut,
    async join(target) {
      await cut();
      server = createServer((near) => {
        const [host, farPort] = target.split(':');
        const far = connect(Number(farPort), host);
        for (const socket of [near, far]) {
          sockets.add(socket);
          socket.on('error', () => undefined);
          socket.on('close', () => {
            sockets.delete(socket);
            near.destroy();
            far.destroy();
          });
        }
        near.pipe(far).pipe(near);
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The line has no port.');
  return address.port;
}
