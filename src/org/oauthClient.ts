import * as oauth from 'oauth4webapi';
import { systemClock, type Clock } from './clock.js';
import { createHttpExchange, type HttpExchange } from './exchangeHttp.js';
import { readAuthorizeAnswer } from './readAuthorizeAnswer.js';
import { oauthFetch } from './oauthFetch.js';
import { toOauthFailure } from './oauthFailures.js';
import { OauthFailure } from './oauthFailure.js';
import type { AuthorizeRequest, DeviceCode, OauthClientPair, OauthPort, OauthTokens } from './oauthPort.js';
import { signAssertion } from './signAssertion.js';

/** What tests replace. */
export type OauthOptions = { readonly exchange?: HttpExchange; readonly clock?: Clock };

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * The OAuth endpoints at the My Domain host of an org, through oauth4webapi.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_endpoints.htm
 */
export function openOauth(instanceUrl: string, options: OauthOptions = {}): OauthPort {
  const host = instanceUrl.replace(/\/+$/, '');
  const server = endpoints(host);
  const send = oauthFetch(options.exchange ?? createHttpExchange(process.env), options.clock ?? systemClock);
  const http = { [oauth.customFetch]: send, [oauth.allowInsecureRequests]: isLoopback(host) };
  const answer = async (work: Promise<OauthTokens>): Promise<OauthTokens> => work.catch(toOauthFailure);
  const tokens = async (key: string, response: Promise<Response>): Promise<OauthTokens> =>
    answer(
      response
        .then(async (one) => oauth.processGenericTokenEndpointResponse(server, { client_id: key }, one))
        .then((body) => toTokens(body, host)),
    );
  const grant = async (pair: OauthClientPair, type: string, parameters: Record<string, string>): Promise<OauthTokens> =>
    tokens(
      pair.key,
      oauth.genericTokenEndpointRequest(server, { client_id: pair.key }, authentication(pair), type, parameters, http),
    );

  return {
    authorizeUrl: async (request) => authorizeUrl(server, request),
    probe: async (request) => {
      const response = await send(await authorizeUrl(server, request), { method: 'GET', headers: {}, body: undefined });
      return readAuthorizeAnswer(response.status, response.headers.get('location') ?? '', await response.text());
    },
    redeem: async (pair, request, query) => {
      const client = { client_id: pair.key };
      const redeemed = async (): Promise<OauthTokens> => {
        const parameters = oauth.validateAuthResponse(server, client, new URLSearchParams(query), request.state);
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication(pair),
          parameters,
          request.callback,
          request.verifier,
          http,
        );
        return toTokens(await oauth.processAuthorizationCodeResponse(server, client, response), host);
      };
      return answer(redeemed());
    },
    clientCredentials: async (pair) =>
      tokens(
        pair.key,
        oauth.clientCredentialsGrantRequest(server, { client_id: pair.key }, authentication(pair), {}, http),
      ),
    jwtBearer: async (key, assertion) => grant({ key }, jwtBearer, { assertion: await signAssertion(key, assertion) }),
    refresh: async (pair, refreshToken) =>
      tokens(
        pair.key,
        oauth.refreshTokenGrantRequest(server, { client_id: pair.key }, authentication(pair), refreshToken, http),
      ),
    startDevice: async (key, scopes) => {
      const parameters = { response_type: 'device_code', ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }) };
      const response = await oauth
        .deviceAuthorizationRequest(server, { client_id: key }, oauth.None(), parameters, http)
        .catch(toOauthFailure);
      return readDeviceCode(response);
    },
    // Salesforce has its own names for this grant and for its parameter, older than RFC 8628.
    pollDevice: async (pair, code) => grant(pair, 'device', { code }),
    introspect: async (pair, token) => {
      const client = { client_id: pair.key };
      const response = await oauth
        .introspectionRequest(server, client, authentication(pair), token, http)
        .catch(toOauthFailure);
      const { active } = await oauth.processIntrospectionResponse(server, client, response).catch(toOauthFailure);
      return { active };
    },
    revoke: async (pair, token) => {
      const client = { client_id: pair.key };
      const response = await oauth
        .revocationRequest(server, client, authentication(pair), token, http)
        .catch(toOauthFailure);
      await oauth.processRevocationResponse(response).catch(toOauthFailure);
    },
  };
}

/** The endpoints are the same in every org; the device flow begins at the token endpoint. */
function endpoints(host: string): oauth.AuthorizationServer {
  const at = (name: string): string => `${host}/services/oauth2/${name}`;
  return {
    issuer: host,
    authorization_endpoint: at('authorize'),
    token_endpoint: at('token'),
    device_authorization_endpoint: at('token'),
    introspection_endpoint: at('introspect'),
    revocation_endpoint: at('revoke'),
  };
}

function authentication({ secret }: OauthClientPair): oauth.ClientAuth {
  return secret === undefined ? oauth.None() : oauth.ClientSecretPost(secret);
}

async function authorizeUrl(server: oauth.AuthorizationServer, request: AuthorizeRequest): Promise<string> {
  const url = new URL(server.authorization_endpoint ?? '');
  const parameters = {
    response_type: 'code',
    client_id: request.key,
    redirect_uri: request.callback,
    ...(request.scopes.length === 0 ? {} : { scope: request.scopes.join(' ') }),
    state: request.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(request.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

function toTokens(body: oauth.TokenEndpointResponse, host: string): OauthTokens {
  const { access_token, refresh_token, scope, id, instance_url } = body;
  return {
    accessToken: access_token,
    instanceUrl: typeof instance_url === 'string' ? instance_url.replace(/\/+$/, '') : host,
    ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
    ...(typeof id === 'string' ? { identityUrl: id } : {}),
    ...(scope === undefined ? {} : { scopes: scope.split(/\s+/).filter((one) => one !== '') }),
  };
}

/** Salesforce leaves out `expires_in`, without which oauth4webapi takes no answer; codes live ten minutes. */
async function readDeviceCode(response: Response): Promise<DeviceCode> {
  const body = (await response.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
  if (text('error') !== '') throw new OauthFailure(text('error'), text('error_description'));
  if (text('device_code') === '' || text('user_code') === '' || text('verification_uri') === '')
    throw new OauthFailure('unreadable-answer', `HTTP ${response.status}`);
  return {
    deviceCode: text('device_code'),
    userCode: text('user_code'),
    verificationUrl: text('verification_uri'),
    interval: Number(body['interval'] ?? 5),
    lifetime: Number(body['expires_in'] ?? 600),
  };
}

/** Tokens go over plain HTTP only where they do not leave the computer. */
function isLoopback(host: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|$)/.test(host);
}
