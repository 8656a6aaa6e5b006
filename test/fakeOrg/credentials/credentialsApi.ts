import { componentsOfType, elementText, findComponent, type StoredComponent } from '../deploy/componentStore.js';
import { hasPermission } from '../directory.js';
import { consumerOf, type Consumer } from '../eca/consumers.js';
import { methodNotAllowed, jsonReply, notFound, restError, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import type { RestCall } from '../rest/restApi.js';
import { sameId } from '../salesforceId.js';
import { stagedPairs } from './stagedPairs.js';

/** User permissions that the credentials need (reference oauth §6). */
const NEEDED = ['ExternalClientAppDeveloper', 'ViewClientSecret'];

/**
 * OAuth usage and credentials of apps, with the first versions of reference oauth §6: usage 59, credentials 60, staged 65.
 * @see https://developer.salesforce.com/docs/atlas.en-us.chatterapi.meta/chatterapi/connect_resources_oauth_credentials_resources.htm
 */
export function credentialsApi(state: OrgState, call: RestCall): Reply {
  const [, , resource, appId, consumerId, staged, stagedId] = call.path.split('/');
  if (resource === 'usage' && appId === undefined && call.version >= 59) return usage(state, call);
  if (resource !== 'credentials' || appId === undefined || call.version < 60) return notFound();
  const refusal = refuse(state, call);
  if (refusal !== undefined) return refusal;
  const app = componentsOfType(state.components, 'ExternalClientApplication').find(({ id }) => sameId(id, appId));
  const consumer = app === undefined ? undefined : consumerOf(state.consumers, app.fullName);
  if (app === undefined || consumer === undefined)
    return restError(404, 'NOT_FOUND', 'The requested resource does not exist');
  if (consumerId === undefined)
    return call.request.method === 'GET'
      ? jsonReply(200, consumers(call, app, consumer))
      : methodNotAllowed(call.request.method);
  if (!sameId(consumer.id, consumerId)) return restError(404, 'NOT_FOUND', 'The requested resource does not exist');
  if (staged === 'staged' && call.version >= 65)
    return stagedPairs(state, call, consumer, credentialsPath(call, app, consumer), stagedId);
  if (staged !== undefined) return notFound();
  if (call.request.method !== 'GET') return methodNotAllowed(call.request.method);
  return readPart(consumer, call.request.query.get('part') ?? 'key');
}

/**
 * Without the org's switch nothing can be read, and the answer names it ("not currently enabled", reference oauth §6, peers (e));
 * without a user permission the answer does not say which: there is no report of a text that does.
 */
function refuse(state: OrgState, call: RestCall): Reply | undefined {
  const settings = findComponent(state.components, 'Settings', 'ExternalClientApp');
  if (settings === undefined || elementText(settings, 'enableClientSecretInRestApiAccess') !== 'true') {
    const message =
      'Access to External Client App consumer secrets via REST API is not currently enabled for this org.';
    return restError(403, 'FUNCTIONALITY_NOT_ENABLED', message);
  }
  const isAllowed = NEEDED.every((permission) => hasPermission(state.directory, call.session.username, permission));
  return isAllowed ? undefined : restError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on object id');
}

function readPart(consumer: Consumer, part: string): Reply {
  const { id, key, secret } = consumer;
  if (part === 'key') return jsonReply(200, { id, key });
  if (part === 'secret') return jsonReply(200, { id, secret });
  if (part === 'keyandsecret') return jsonReply(200, { id, key, secret });
  return restError(400, 'INVALID_FIELD', `Invalid value for part: ${part}`);
}

function consumers(call: RestCall, app: StoredComponent, consumer: Consumer): unknown {
  const url = credentialsPath(call, app, consumer);
  return {
    consumers: [
      { id: consumer.id, key: consumer.key, name: `${app.fullName}_oauth`, url, stagedCredentialsUrl: `${url}/staged` },
    ],
    currentPageUrl: url.slice(0, url.lastIndexOf('/')),
    nextPageUrl: null,
  };
}

function credentialsPath(call: RestCall, app: StoredComponent, consumer: Consumer): string {
  return `/services/data/v${call.version}.0/apps/oauth/credentials/${app.id}/${consumer.id}`;
}

/** Apps that have been used, page by page: a brand-new app is missing (reference peers (e)). */
function usage(state: OrgState, call: RestCall): Reply {
  const page = Number(call.request.query.get('page') ?? '0');
  const pageSize = Math.min(Number(call.request.query.get('pageSize') ?? '100'), 200);
  const apps = componentsOfType(state.components, 'ExternalClientApplication')
    .filter(({ fullName }) => state.grants.usedApps.has(fullName))
    .map((app) => ({
      developerName: app.fullName,
      identifier: app.id,
      label: elementText(app, 'label') ?? app.fullName,
    }));
  const pageUrl = (index: number): string =>
    `/services/data/v${call.version}.0/apps/oauth/usage?page=${index}&pageSize=${pageSize}`;
  return jsonReply(200, {
    apps: apps.slice(page * pageSize, (page + 1) * pageSize),
    currentPageUrl: pageUrl(page),
    nextPageUrl: (page + 1) * pageSize < apps.length ? pageUrl(page + 1) : null,
  });
}
