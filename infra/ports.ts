import { createServer } from 'node:net';

/** Below the range from which systems take the ports of outgoing connections, so that none is lost to one. */
const lowest = 20_000;
const highest = 32_000;

/** Whether something can listen on that port of that address now. */
export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** That many different ports that were free on 127.0.0.1 a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (!found.has(port) && (await isFree(port, '127.0.0.1'))) found.add(port);
  }
  return [...found];
}
