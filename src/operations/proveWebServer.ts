import { callbackUrls } from '../catalog/codecs/callback.js';
import { isLoopbackCallback, PortTaken, type LoopbackListener } from '../org/loopbackListener.js';
import { OauthFailure } from '../org/oauthFailure.js';
import type { AuthorizeRequest, AuthorizeVerdict } from '../org/oauthPort.js';
import { scopeWords } from './compareScopes.js';
import { failedFlow, flowResult, type FlowResult } from './flowResult.js';
import { proveToken } from './proveToken.js';
import { untilKnown, type Patience } from './untilKnown.js';
import type { HeldTokens, VerifyRequest, VerifyWorld } from './verifyWorld.js';

/** Milliseconds for somebody to log in. */
const loginTime = 5 * 60_000;

/** The loopback callback of a spec with its listener, or why nothing can listen there; opened before anything else happens. */
export type OpenedLoopback =
  | { readonly callback: string; readonly listener: LoopbackListener }
  | { readonly callback: string; readonly taken: PortTaken };

/** Listens at the first loopback callback of a spec when somebody is there to log in. */
export async function openLoopback(
  world: VerifyWorld,
  { spec, hasPerson }: VerifyRequest,
): Promise<OpenedLoopback | undefined> {
  const callback = callbackUrls(spec.callback).find(isLoopbackCallback);
  if (callback === undefined || !hasPerson) return undefined;
  try {
    return { callback, listener: await world.listen(callback) };
  } catch (error) {
    if (error instanceof PortTaken) return { callback, taken: error };
    throw error;
  }
}

/** A request to the authorize endpoint with a state and a PKCE verifier of its own. */
export function authorizeRequest(world: VerifyWorld, { spec, key }: VerifyRequest, callback: string): AuthorizeRequest {
  return { key, callback, scopes: scopeWords(spec), state: world.random(), verifier: world.random() };
}

/**
 * The web server flow at every callback: with a login in the browser where the callback is on this computer and somebody
 * is there, else by asking the authorize endpoint whether it takes client, callback and scopes.
 */
export async function proveWebServer(
  world: VerifyWorld,
  request: VerifyRequest,
  loopback: OpenedLoopback | undefined,
  hold: (held: HeldTokens) => void,
  patience: Patience,
): Promise<readonly FlowResult[]> {
  const results: FlowResult[] = [];
  for (const callback of callbackUrls(request.spec.callback)) {
    const asked = authorizeRequest(world, request, callback);
    const result = await attempt(async () => {
      const refusal = await untilKnown(patience, async () => accept(await world.oauth.probe(asked)));
      if (refusal !== undefined) throw refusal;
      if (loopback?.callback !== callback) return flowResult('webServer', 'passed', 'authorize-accepts', { callback });
      if ('taken' in loopback)
        return flowResult('webServer', 'failed', 'port-taken', {
          port: String(loopback.taken.port),
          code: loopback.taken.code,
          callback,
        });
      return logIn(world, request, asked, loopback.listener, hold);
    });
    results.push({ ...result, callback });
  }
  return results;
}

async function logIn(
  world: VerifyWorld,
  { spec, key, secret, noSecret }: VerifyRequest,
  asked: AuthorizeRequest,
  listener: LoopbackListener,
  hold: (held: HeldTokens) => void,
): Promise<FlowResult> {
  if (noSecret !== undefined && spec.security?.requireSecretForWebServerFlow !== false)
    return flowResult('webServer', 'failed', noSecret.note, noSecret.tokens);
  const url = await world.oauth.authorizeUrl(asked);
  world.tell('browser', { url });
  await world.openBrowser(url);
  const query = await listener.answer(loginTime);
  if (query === undefined)
    return flowResult('webServer', 'failed', 'no-login', { minutes: String(loginTime / 60_000) });
  const tokens = await world.oauth.redeem({ key, ...(secret === undefined ? {} : { secret }) }, asked, query);
  hold({ flow: 'webServer', tokens });
  return proveToken(world, spec, 'webServer', tokens);
}

/** Throws the refusal of a verdict. */
export function accept(verdict: AuthorizeVerdict): undefined {
  if (verdict.kind === 'refused') throw new OauthFailure(verdict.code, verdict.description);
}

async function attempt(work: () => Promise<FlowResult>): Promise<FlowResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OauthFailure) return failedFlow('webServer', error);
    throw error;
  }
}
