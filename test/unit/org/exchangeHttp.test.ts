import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHttpExchange, type HttpOutcome } from '../../../src/org/exchangeHttp.js';
import { startConnectProxy, type ConnectProxy } from '../../e2e/connectProxy.js';

let server: Server;
let origin: string;
let proxy: ConnectProxy;

beforeAll(async () => {
  server = createServer((request, response) => void response.end(`answer to ${request.url}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  proxy = await startConnectProxy({ 'acme.proxied.test': origin });
});
afterAll(async () => {
  server.close().closeAllConnections();
  await proxy.close();
});

const get = async (url: string, environment: Readonly<Record<string, string>>): Promise<HttpOutcome> =>
  createHttpExchange(environment)({ method: 'GET', url, headers: {} }, 5_000);
const outcome = (one: HttpOutcome): string => (one.kind === 'answer' ? one.answer.body : one.kind);

describe('createHttpExchange behind a proxy', () => {
  it.each(['HTTP_PROXY', 'http_proxy'])('goes through the proxy that %s names', async (name) => {
    const before = proxy.requests.length;
    expect(outcome(await get('http://acme.proxied.test/a', { [name]: proxy.url }))).toBe('answer to /a');
    expect(proxy.requests.slice(before)).toEqual(['GET http://acme.proxied.test/a']);
  });

  it.each([
    ['the host', '127.0.0.1'],
    ['one of several hosts', 'example.com, 127.0.0.1'],
    ['every host', '*'],
  ])('goes past it where NO_PROXY names %s', async (_, hosts) => {
    const before = proxy.requests.length;
    expect(outcome(await get(`${origin}/b`, { HTTP_PROXY: proxy.url, NO_PROXY: hosts }))).toBe('answer to /b');
    expect(outcome(await get(`${origin}/b`, { HTTP_PROXY: proxy.url, no_proxy: hosts }))).toBe('answer to /b');
    expect(proxy.requests.slice(before)).toEqual([]);
    expect(outcome(await get(`${origin}/c`, { HTTP_PROXY: proxy.url, NO_PROXY: 'example.com' }))).toBe('answer to /c');
    expect(proxy.requests.slice(before)).toEqual([`GET ${origin}/c`]);
  });

  it('looks for a name below a domain that NO_PROXY names by itself', async () => {
    const before = proxy.requests.length;
    const environment = { HTTP_PROXY: proxy.url, NO_PROXY: '.proxied.test' };
    expect(outcome(await get('http://acme.proxied.test/d', environment))).toBe('unsent');
    expect(proxy.requests.slice(before)).toEqual([]);
  });

  it('knows that nothing was sent when the proxy refuses the connection, and keeps its password to itself', async () => {
    const refusing = createServer().on('connect', (_request, socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    const { port } = refusing.address() as AddressInfo;
    const refused = await get('https://acme.proxied.test/', { HTTPS_PROXY: `http://me:canary@127.0.0.1:${port}` });
    refusing.close().closeAllConnections();
    expect(refused).toEqual({
      kind: 'unsent',
      text: expect.stringMatching(/^Failed to establish tunnel to acme\.proxied\.test:443 .*407/),
    });
    expect(JSON.stringify(refused)).not.toContain('canary');
  });
});
