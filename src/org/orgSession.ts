import { systemClock, type Clock } from './clock.js';
import type { HttpAnswer, HttpExchange, HttpRequest } from './exchangeHttp.js';
import type { OrgConnection } from './orgConnection.js';
import { OrgFailure } from './orgFailure.js';

/** A request to the org; the session is put in when it is sent, because it may change in between. */
export type OrgRequest = {
  /** What it is for, in words of the API, for messages. */
  readonly name: string;
  readonly method: HttpRequest['method'];
  /** Below the instance URL, with a leading slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | ((accessToken: string) => string);
  /** False for a request that must not be carried out twice. */
  readonly repeatable: boolean;
  /** Milliseconds; absent means that of the settings. */
  readonly timeout?: number;
};

/** What an answer means before its content is read. */
export type AnswerVerdict =
  | { readonly kind: 'good' }
  /** The org turned the request down. */
  | { readonly kind: 'refused'; readonly code: string; readonly text: string }
  | { readonly kind: 'expired'; readonly text: string }
  /** Overloaded or broken on the way: worth another try. */
  | { readonly kind: 'unavailable'; readonly text: string };

/** How long a request may take and how often it is sent again. */
export type SessionSettings = {
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** The same for the request that carries the files of a deploy, which may be large. */
  readonly uploadTimeout: number;
  /** How often a repeatable request is sent again. */
  readonly resends: number;
  readonly clock: Clock;
};

/** The settings of every run that is no test: a minute per request, five minutes for an upload. */
export const defaultSettings: SessionSettings = {
  timeout: 60_000,
  uploadTimeout: 300_000,
  resends: 5,
  clock: systemClock,
};

/** The session of an org: sends requests, renews the session once, and sends again what may be sent again. */
export type OrgSession = {
  readonly send: (request: OrgRequest, judge: (answer: HttpAnswer) => AnswerVerdict) => Promise<HttpAnswer>;
  /** Milliseconds by which the clock of the org is ahead, as its last answer told. */
  readonly clockAhead: () => number;
  readonly clock: Clock;
};

type Trouble = {
  readonly reason: 'unreachable' | 'no-answer' | 'unavailable';
  readonly unsent: boolean;
  readonly text: string;
  readonly status?: number;
};

/** Opens a session on a connection. Rejects with an OrgFailure only; `deploy-unknown` where the fate of a request is open. */
export function openSession(
  connection: OrgConnection,
  exchange: HttpExchange,
  settings: SessionSettings = defaultSettings,
): OrgSession {
  const { clock, resends } = settings;
  let ahead = 0;

  async function attempt(
    request: OrgRequest,
    judge: (answer: HttpAnswer) => AnswerVerdict,
  ): Promise<HttpAnswer | Trouble | 'expired'> {
    const outcome = await exchange(toHttp(request, connection), request.timeout ?? settings.timeout);
    if (outcome.kind !== 'answer') {
      const unsent = outcome.kind === 'unsent';
      return { reason: unsent ? 'unreachable' : 'no-answer', unsent, text: outcome.text };
    }
    const { answer } = outcome;
    ahead = aheadOf(answer, clock) ?? ahead;
    const verdict = judge(answer);
    if (verdict.kind === 'good') return answer;
    if (verdict.kind === 'expired') return 'expired';
    if (verdict.kind === 'unavailable')
      return { reason: 'unavailable', unsent: false, text: verdict.text, status: answer.status };
    const reason = verdict.code.includes('REQUEST_LIMIT_EXCEEDED') ? 'request-limit' : 'refused';
    throw new OrgFailure(reason, {
      request: request.name,
      code: verdict.code,
      text: verdict.text,
      status: answer.status,
    });
  }

  async function send(request: OrgRequest, judge: (answer: HttpAnswer) => AnswerVerdict): Promise<HttpAnswer> {
    let renewed = false;
    for (let tries = 0; ;) {
      const result = await attempt(request, judge);
      if (result === 'expired') {
        if (renewed) throw new OrgFailure('session-expired', { request: request.name });
        renewed = true;
        await renew(connection, request.name);
        continue;
      }
      if (!('reason' in result)) return result;
      const { reason, unsent, ...details } = result;
      if (!request.repeatable && !unsent) throw new OrgFailure('deploy-unknown', { request: request.name, ...details });
      if (tries >= resends) throw new OrgFailure(reason, { request: request.name, ...details });
      await clock.sleep(Math.min(250 * 2 ** tries, 5_000));
      tries += 1;
    }
  }

  return { send, clock, clockAhead: () => ahead };
}

async function renew(connection: OrgConnection, request: string): Promise<void> {
  try {
    await connection.refreshAuth();
  } catch (error) {
    throw new OrgFailure('session-expired', { request, text: error instanceof Error ? error.message : String(error) });
  }
}

function toHttp({ method, path, headers, body }: OrgRequest, connection: OrgConnection): HttpRequest {
  const token = connection.accessToken ?? '';
  const content = typeof body === 'function' ? body(token) : body;
  return {
    method,
    url: `${connection.instanceUrl.replace(/\/+$/, '')}${path}`,
    headers: { authorization: `Bearer ${token}`, 'user-agent': 'sf-plugin-eca', ...headers },
    ...(content === undefined ? {} : { body: content }),
  };
}

function aheadOf({ headers }: HttpAnswer, clock: Clock): number | undefined {
  const time = Date.parse(headers['date'] ?? '');
  return Number.isNaN(time) ? undefined : time - clock.now();
}
