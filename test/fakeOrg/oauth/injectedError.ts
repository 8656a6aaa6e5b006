import { consumerByKey } from '../eca/consumers.js';
import { connectionReset, htmlReply, redirectReply, type OrgRequest, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import { OauthError, oauthErrorReply } from './oauthError.js';

/**
 * The answer of an OAuth endpoint that the option `oauthErrors` injects for the app of a request, where the condition
 * behind it cannot be played here.
 */
export function injectedError(state: OrgState, request: OrgRequest, endpoint: string): Reply | undefined {
  if (state.settings.oauthErrors.length === 0) return undefined;
  const form = new URLSearchParams(request.body.toString('utf8'));
  const key = request.query.get('client_id') ?? form.get('client_id') ?? issuerOf(form.get('assertion'));
  const consumer = key === undefined ? undefined : consumerByKey(state.consumers, key);
  const places = [endpoint, form.get('grant_type'), form.get('response_type')];
  const found = state.settings.oauthErrors.find(({ app, at }) => app === consumer?.appName && places.includes(at));
  if (found === undefined) return undefined;
  const { error, description = '' } = found;
  if (error === 'reset') return connectionReset();
  if (error === 'html') return htmlReply(200, 'Log in to the network of Example Inc.');
  if (endpoint !== 'authorize') return oauthErrorReply(new OauthError(error, description));
  const url = new URL(request.query.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries({ error, error_description: description }))
    url.searchParams.set(name, value);
  return redirectReply(url.href);
}

function issuerOf(assertion: string | null): string | undefined {
  try {
    const claims = Buffer.from(assertion?.split('.')[1] ?? '', 'base64url').toString('utf8');
    return String((JSON.parse(claims) as { readonly iss?: unknown }).iss);
  } catch {
    return undefined;
  }
}
