import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { selfSignedCertificate } from '../fakeOrg/selfSignedCertificate.js';

/** A forward proxy on loopback, and what went through it. */
export type ConnectProxy = {
  /** For `HTTPS_PROXY` and `HTTP_PROXY`. */
  readonly url: string;
  /** Heads of requests in order: `CONNECT name:443`, or `GET http://name/path` for a request that was forwarded. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
};

/**
 * Starts a proxy (RFC 9110 §9.3.6) that alone knows the addresses behind `hosts`: names of a domain that no resolver
 * knows, each with the URL of a fake org. Port 443 of such a name speaks TLS with a certificate that nobody signed, so
 * programs need `NODE_TLS_REJECT_UNAUTHORIZED=0`. Other names are connected to as they are.
 */
export async function startConnectProxy(hosts: Readonly<Record<string, string>> = {}): Promise<ConnectProxy> {
  const requests: string[] = [];
  const open = new Set<Duplex>();
  const keep = (socket: Duplex): void => {
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
  };
  const fronts = new Map<string, Server>();
  for (const [name, url] of Object.entries(hosts)) fronts.set(name, await startTlsFront(portOf(url), keep));

  const forward = (incoming: IncomingMessage, answer: ServerResponse): void => {
    const wanted = new URL(incoming.url ?? '');
    requests.push(`${incoming.method} ${wanted.href}`);
    const target = new URL(`${wanted.pathname}${wanted.search}`, hosts[wanted.hostname] ?? wanted.origin);
    const { method, headers } = incoming;
    const sent = request(target, { method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    sent.on('error', () => answer.destroy());
    incoming.pipe(sent);
  };
  const tunnel = (incoming: IncomingMessage, client: Duplex): void => {
    requests.push(`CONNECT ${incoming.url}`);
    const [name = '', port = ''] = (incoming.url ?? '').split(':');
    const front = fronts.get(name);
    const known =
      port === '443' && front !== undefined ? addressOf(front).port : portOf(hosts[name] ?? `http://x:${port}`);
    const server = connect(known, name in hosts ? '127.0.0.1' : name);
    keep(client);
    keep(server);
    server.once('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(server).pipe(client);
    });
    server.once('error', () => client.destroy());
  };

  const proxy = createServer(forward).on('connect', tunnel);
  await listen(proxy);
  return {
    url: `http://127.0.0.1:${addressOf(proxy).port}`,
    requests,
    close: async () => {
      for (const socket of open) socket.destroy();
      proxy.closeAllConnections();
      await Promise.all(
        [proxy, ...fronts.values()].map(async (server) => new Promise<void>((done) => server.close(() => done()))),
      );
    },
  };
}

/** Takes TLS off and passes everything on to a port of loopback. */
async function startTlsFront(port: number, keep: (socket: Duplex) => void): Promise<Server> {
  const { base64, privateKey } = selfSignedCertificate();
  const cert = `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const server = createTlsServer({ cert, key }, (client) => {
    const org = connect(port, '127.0.0.1');
    keep(client);
    keep(org);
    client.pipe(org).pipe(client);
  });
  await listen(server);
  return server;
}

async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function addressOf(server: Server): AddressInfo {
  return server.address() as AddressInfo;
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
