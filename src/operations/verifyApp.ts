import { callbackUrls } from '../catalog/codecs/callback.js';
import { OauthFailure } from '../org/oauthFailure.js';
import type { OauthTokens } from '../org/oauthPort.js';
import { enabledFlows } from './enabledFlows.js';
import {
  explained,
  failedFlow,
  flowResult,
  type ExplainedError,
  type FlowName,
  type FlowResult,
} from './flowResult.js';
import { proveDevice } from './proveDevice.js';
import { proveToken } from './proveToken.js';
import { proveIntrospection, proveRefresh, revokeAll } from './proveTokenState.js';
import { accept, authorizeRequest, openLoopback, proveWebServer, type OpenedLoopback } from './proveWebServer.js';
import { untilKnown, type Patience } from './untilKnown.js';
import type { HeldTokens, VerifyRequest, VerifyWorld } from './verifyWorld.js';

/** Whether the org knows the app everywhere, what it said while it did not, and what came out for each flow. */
export type VerifiedApp = {
  readonly active: boolean;
  readonly refusal?: ExplainedError;
  readonly flows: readonly FlowResult[];
};

/**
 * Waits until the app answers, then proves its flows one after the other. Every token is revoked at the end, also when
 * something fails on the way.
 */
export async function verifyApp(world: VerifyWorld, request: VerifyRequest): Promise<VerifiedApp> {
  const opened = enabledFlows(request.spec);
  const wanted = request.flows ?? opened;
  const loopback = wanted.includes('webServer') ? await openLoopback(world, request) : undefined;
  const held: HeldTokens[] = [];
  const results: FlowResult[] = [];
  const patience: Patience = { clock: world.clock, deadline: request.deadline, onWait: world.onWait };
  try {
    // A port that is taken needs no waiting to be told.
    if (loopback !== undefined && 'taken' in loopback) world.tell('port-taken', { port: String(loopback.taken.port) });
    const refusal = await activation(world, request, patience);
    if (refusal !== undefined) return { active: false, refusal: explained(refusal), flows: [] };
    for (const flow of wanted) {
      world.stopIfInterrupted();
      if (flow === 'revocation') continue;
      if (!opened.includes(flow)) results.push(flowResult(flow, 'skipped', 'not-in-spec', { flow }));
      else
        results.push(...(await attempt(flow, async () => prove(flow, { world, request, loopback, held, patience }))));
    }
  } finally {
    if (loopback !== undefined && 'listener' in loopback) await loopback.listener.close();
    if (held.length > 0 || wanted.includes('revocation')) results.push(await revokeAll(world, request, held));
  }
  // One endpoint may learn of an app later than another.
  return { active: !results.some(({ error }) => error?.code === 'invalid_client_id'), flows: results };
}

/** The authorize endpoint is the first to know an app, and asking it changes nothing; gives what it said at last. */
async function activation(
  world: VerifyWorld,
  request: VerifyRequest,
  patience: Patience,
): Promise<OauthFailure | undefined> {
  const [callback] = callbackUrls(request.spec.callback);
  if (callback === undefined) return undefined;
  return untilKnown<undefined>(patience, async () => {
    const verdict = await world.oauth.probe(authorizeRequest(world, request, callback));
    // Another refusal is an answer, too: the flow reports it.
    if (verdict.kind === 'refused' && verdict.code === 'invalid_client_id') accept(verdict);
  });
}

type Run = {
  readonly world: VerifyWorld;
  readonly request: VerifyRequest;
  readonly loopback: OpenedLoopback | undefined;
  readonly held: HeldTokens[];
  readonly patience: Patience;
};

async function prove(
  flow: FlowName,
  { world, request, loopback, held, patience }: Run,
): Promise<readonly FlowResult[]> {
  const { spec, key, secret, noSecret, jwt } = request;
  const hold = (one: HeldTokens): void => void held.push(one);
  const obtain = async (work: () => Promise<OauthTokens>, user: string | undefined): Promise<readonly FlowResult[]> => {
    const tokens = await untilKnown(patience, work);
    if (tokens instanceof OauthFailure) return [failedFlow(flow, tokens)];
    hold({ flow, tokens });
    return [await proveToken(world, spec, flow, tokens, user)];
  };
  switch (flow) {
    case 'webServer':
      return proveWebServer(world, request, loopback, hold, patience);
    case 'clientCredentials': {
      if (secret === undefined)
        return [flowResult(flow, 'failed', noSecret?.note ?? 'no-secret', noSecret?.tokens ?? {})];
      const settings = spec.flows?.clientCredentials;
      const runAs = typeof settings === 'object' ? settings.runAs : undefined;
      return obtain(async () => world.oauth.clientCredentials({ key, secret }), runAs);
    }
    case 'jwtBearer': {
      if (jwt === undefined) return [flowResult(flow, 'skipped', 'needs-key-file')];
      return obtain(async () => {
        // Three minutes is the shortest life that Salesforce documents.
        const expires = Math.floor(world.clock.now() / 1_000) + 180;
        return world.oauth.jwtBearer(key, { ...jwt, expires });
      }, jwt.username);
    }
    case 'device':
      return [await proveDevice(world, request, hold, patience)];
    case 'refreshToken':
      return [await proveRefresh(world, request, held, hold)];
    case 'introspection':
      return [await proveIntrospection(world, request, held)];
    case 'revocation':
      return [];
    case 'tokenExchange':
    case 'authorizationCodeAndCredentials':
      return [flowResult(flow, 'skipped', `not-provable-${flow}`)];
  }
}

async function attempt(flow: FlowName, work: () => Promise<readonly FlowResult[]>): Promise<readonly FlowResult[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OauthFailure) return [failedFlow(flow, error)];
    throw error;
  }
}
