import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listener for one answer to a loopback callback. */
export type LoopbackListener = {
  /** The query of the first request to the callback's path; undefined when none comes within `timeout` milliseconds. */
  readonly answer: (timeout: number) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
};

/** The port of a loopback callback is taken by another program, or may not be opened. */
export class PortTaken extends Error {
  readonly port: number;
  readonly code: string;

  constructor(port: number, code: string) {
    super(`port ${port}: ${code}`);
    this.name = 'PortTaken';
    this.port = port;
    this.code = code;
  }
}

const page = (text: string): string =>
  `<!doctype html><meta charset="utf-8"><title>sf eca verify</title><p>${text}</p>`;

/** True for a callback URL that a program on this computer can listen on. */
export function isLoopbackCallback(callback: string): boolean {
  const url = URL.parse(callback);
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/**
 * Listens where a loopback callback points to. `localhost` is both IPv4 and IPv6, because a browser may take either.
 * Rejects with PortTaken.
 */
export async function listenOnLoopback(callback: string): Promise<LoopbackListener> {
  const url = new URL(callback);
  const port = url.port === '' ? 80 : Number(url.port);
  const hosts = { localhost: ['127.0.0.1', '::1'], '[::1]': ['::1'] }[url.hostname] ?? ['127.0.0.1'];
  let receive: (query: string) => void = () => undefined;
  const received = new Promise<string>((resolve) => (receive = resolve));
  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(
      servers.map(async (server) => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }),
    );
  };
  for (const host of hosts) {
    const server = createServer((request, response) => {
      const asked = URL.parse(request.url ?? '/', url.origin);
      const isOurs = request.method === 'GET' && asked?.pathname === url.pathname && asked.search !== '';
      response.writeHead(isOurs ? 200 : 404, { 'content-type': 'text/html;charset=utf-8', connection: 'close' });
      response.end(
        page(isOurs ? 'Done. You may close this page and go back to the terminal.' : 'Nothing here.'),
        () => {
          if (isOurs) receive(asked.search.slice(1));
        },
      );
    });
    try {
      await listen(server, port, host);
      servers.push(server);
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
      // A computer without IPv6 still has IPv4.
      if (servers.length > 0 && code !== 'EADDRINUSE') continue;
      await close();
      throw new PortTaken(port, code);
    }
  }
  return {
    answer: async (timeout) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), timeout)));
      return Promise.race([received, late]).finally(() => clearTimeout(timer));
    },
    close,
  };
}

async function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}
