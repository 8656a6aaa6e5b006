import { componentKey, componentsOfApp } from '../deploy/componentStore.js';
import { newConsumerKey, newConsumerSecret, type Consumer, type StagedPair } from '../eca/consumers.js';
import { userByName } from '../directory.js';
import {
  jsonBody,
  methodNotAllowed,
  connectionReset,
  jsonReply,
  noContent,
  restError,
  type Reply,
} from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import type { RestCall } from '../rest/restApi.js';
import { sameId } from '../salesforceId.js';
import { newElement } from '../xml/readXml.js';

/** Staged and rotated pairs live 30 days (reference oauth §6). */
const LIFE_MS = 30 * 24 * 60 * 60_000;

/**
 * The staged pair of a consumer: at most one. `rotate` swaps it with the current pair, which then stays as `Rotated` and goes on
 * working until it is deleted or 30 days are over.
 * @see https://developer.salesforce.com/docs/atlas.en-us.chatterapi.meta/chatterapi/connect_resources_oauth_credentials_staged_credentials.htm
 */
export function stagedPairs(
  state: OrgState,
  call: RestCall,
  consumer: Consumer,
  path: string,
  stagedId: string | undefined,
): Reply {
  const { request } = call;
  expire(consumer);
  const { staged } = consumer;
  if (stagedId === undefined) {
    if (request.method === 'GET') {
      return jsonReply(200, {
        stagedCredentials: staged === undefined ? [] : [describe(staged, path)],
        url: `${path}/staged`,
      });
    }
    return request.method === 'POST' ? stage(state, call, consumer, path) : methodNotAllowed(request.method);
  }
  if (staged === undefined || !sameId(staged.id, stagedId))
    return restError(404, 'NOT_FOUND', 'The requested resource does not exist');
  switch (request.method) {
    case 'GET':
      return jsonReply(200, describe(staged, path));
    case 'PATCH':
      return rotate(state, call, consumer, staged, path);
    case 'DELETE':
      consumer.staged = undefined;
      return noContent();
    default:
      return methodNotAllowed(request.method);
  }
}

/** A POST without a body hangs until the connection is reset (reference peers (e): clients must send `{}`). */
function stage(state: OrgState, call: RestCall, consumer: Consumer, path: string): Reply {
  if (call.request.body.length === 0) return connectionReset();
  if (consumer.staged !== undefined) {
    return restError(
      400,
      'INVALID_OPERATION',
      'Only one set of staged credentials is allowed. Delete it before you stage another.',
    );
  }
  const secret = newConsumerSecret();
  consumer.staged = newPair(state, call.session.username, newConsumerKey(), secret, 'Active');
  return jsonReply(201, describe(consumer.staged, path));
}

function rotate(state: OrgState, call: RestCall, consumer: Consumer, staged: StagedPair, path: string): Reply {
  if (jsonBody(call.request)?.['command'] !== 'rotate')
    return restError(400, 'JSON_PARSER_ERROR', 'The only command is rotate.');
  if (staged.state !== 'Active')
    return restError(400, 'INVALID_OPERATION', `The credentials are in the state ${staged.state}.`);
  const former = newPair(state, call.session.username, consumer.key, consumer.secret, 'Rotated');
  consumer.key = staged.key;
  consumer.secret = staged.secret;
  consumer.staged = former;
  showKey(state, consumer);
  return jsonReply(200, describe(former, path));
}

/** The global settings show the key of the current pair. */
function showKey(state: OrgState, consumer: Consumer): void {
  for (const component of componentsOfApp(state.components, 'ExtlClntAppGlobalOauthSettings', consumer.appName)) {
    const elements = component.elements.map((element) =>
      element.name === 'consumerKey' ? newElement('consumerKey', consumer.key) : element,
    );
    state.components.set(componentKey(component.type, component.fullName), { ...component, elements });
  }
}

function newPair(
  state: OrgState,
  username: string,
  key: string,
  secret: string,
  pairState: StagedPair['state'],
): StagedPair {
  return {
    id: state.makeId('0xS'),
    key,
    secret,
    createdDate: new Date().toISOString(),
    createdBy: userByName(state.directory, username)?.id ?? '',
    expirationDate: new Date(Date.now() + LIFE_MS).toISOString(),
    state: pairState,
  };
}

function expire(consumer: Consumer): void {
  if (consumer.staged !== undefined && Date.parse(consumer.staged.expirationDate) < Date.now())
    consumer.staged.state = 'Expired';
}

function describe(pair: StagedPair, path: string): unknown {
  const url = `${path}/staged/${pair.id}`;
  return { ...pair, url, stagedCredentialsUrl: url };
}
