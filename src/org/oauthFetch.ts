import type { CustomFetchOptions } from 'oauth4webapi';
import type { Clock } from './clock.js';
import type { HttpAnswer, HttpExchange } from './exchangeHttp.js';
import { OauthFailure } from './oauthFailure.js';

/** Milliseconds for one request to an OAuth endpoint. */
const timeout = 30_000;
const pauses = [500, 1_500, 4_000];
const passing = [429, 502, 503, 504];

/** The part of `fetch` that oauth4webapi uses. */
export type OauthFetch = (
  url: string,
  options: Pick<CustomFetchOptions<string, unknown>, 'method' | 'headers' | 'body'>,
) => Promise<Response>;

/**
 * A `fetch` over our own exchange, so that proxies and timeouts are those of every other request to the org. Sends again
 * only what the server has not begun to work on; rejects with `unreachable`.
 */
export function oauthFetch(exchange: HttpExchange, clock: Clock): OauthFetch {
  return async (url, { method, headers, body }) => {
    const request = {
      method: method === 'POST' ? ('POST' as const) : ('GET' as const),
      url,
      headers: { 'user-agent': 'sf-plugin-eca', ...headers },
      ...(body === undefined || body === null ? {} : { body: (body as URLSearchParams).toString() }),
    };
    for (let tries = 0; ; tries += 1) {
      const outcome = await exchange(request, timeout);
      const pause = pauses[tries];
      if (outcome.kind === 'answer' && (pause === undefined || !passing.includes(outcome.answer.status)))
        return toResponse(outcome.answer);
      // A lost POST may have been carried out: a code that is redeemed twice ends the tokens of the first time.
      const mayRepeat = outcome.kind !== 'lost' || request.method === 'GET';
      if (pause === undefined || !mayRepeat)
        throw new OauthFailure('unreachable', outcome.kind === 'answer' ? '' : outcome.text);
      await clock.sleep(pause);
    }
  };
}

function toResponse({ status, headers, body }: HttpAnswer): Response {
  const known = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return new Response(status === 204 || status === 304 ? null : body, {
    status,
    headers: known.map(([...pair]) => pair),
  });
}
