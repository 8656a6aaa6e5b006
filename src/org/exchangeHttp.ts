import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { proxyOf } from './proxyOf.js';

/** One HTTP request. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
};

/** A complete answer, its body as text. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

/**
 * What became of a request: an answer; `unsent`, when no connection came about, so that the org cannot have seen it;
 * `lost`, when it may have been carried out although no whole answer came.
 */
export type HttpOutcome =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer }
  | { readonly kind: 'unsent' | 'lost'; readonly text: string };

/** Sends one request and never rejects; after `timeout` milliseconds without the whole answer it is `lost`. */
export type HttpExchange = (request: HttpRequest, timeout: number) => Promise<HttpOutcome>;

const unsentCodes = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'CERT_HAS_EXPIRED',
  // The proxy refused the connection to the org.
  'ERR_PROXY_TUNNEL',
];

/**
 * A proxy is named by the usual variables. Node 22.21 and 24.5 were the first to read them, older ones leave the option
 * alone without a word (hence `engines`); its types do not know it yet. @see https://nodejs.org/api/http.html#new-agentoptions
 */
function agentOptions(environment: NodeJS.ProcessEnv): { readonly keepAlive: true } {
  const options = { keepAlive: true, proxyEnv: environment } as const;
  return options;
}

/** An exchange over HTTP and HTTPS that keeps connections open between requests. */
export function createHttpExchange(environment: NodeJS.ProcessEnv): HttpExchange {
  const agents = { http: new HttpAgent(agentOptions(environment)), https: new HttpsAgent(agentOptions(environment)) };
  return async ({ method, url, headers, body }, timeout) =>
    new Promise((resolve) => {
      const secure = url.startsWith('https:');
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const options: RequestOptions = {
        method,
        headers: { ...headers, ...length },
        agent: secure ? agents.https : agents.http,
      };
      const open = secure ? httpsRequest : httpRequest;
      const sent = open(url, options);
      const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${timeout / 1000} s`)), timeout);
      const settle = (outcome: HttpOutcome): void => {
        clearTimeout(timer);
        resolve(outcome);
      };
      const fail = (error: Error): void => {
        const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
        const proxy = proxyOf(url, environment);
        settle({
          kind: unsentCodes.includes(code) ? 'unsent' : 'lost',
          text: `${error.message === '' ? code : error.message}${proxy === undefined ? '' : `, through ${proxy.told}`}`,
        });
      };
      sent.on('error', fail);
      sent.on('response', (incoming) => {
        readBody(incoming).then((text) => {
          settle({
            kind: 'answer',
            answer: { status: incoming.statusCode ?? 0, headers: flatHeaders(incoming), body: text },
          });
        }, fail);
      });
      sent.end(body);
    });
}

/** Rejects when the connection ends before the announced length has come. */
async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

function flatHeaders({ headers }: IncomingMessage): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
