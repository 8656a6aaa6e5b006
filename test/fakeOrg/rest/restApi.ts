import type { OrgRequest, Reply } from '../http/reply.js';
import { jsonReply, notFound, restError, sessionExpired } from '../http/reply.js';
import { hasPermission } from '../directory.js';
import type { OrgState, Session } from '../orgState.js';
import { credentialsApi } from '../credentials/credentialsApi.js';
import { deployRequest } from './deployRequest.js';
import { queryResource, sobjectResource } from './queryResource.js';

/** A REST call with a valid session below `/services/data/vNN.0`. */
export type RestCall = {
  readonly request: OrgRequest;
  readonly session: Session;
  readonly version: number;
  /** The path behind the version, without slashes around it. */
  readonly path: string;
};

const OLDEST_VERSION = 31;

/**
 * The REST API: versions, queries, records, deployments and OAuth credentials.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_list.htm
 */
export async function restApi(state: OrgState, request: OrgRequest): Promise<Reply> {
  if (/^\/services\/data\/?$/.test(request.path)) return jsonReply(200, versions(state));
  const match = /^\/services\/data\/v(\d+)\.0(?:\/(.*?))?\/?$/.exec(request.path);
  const version = Number(match?.[1]);
  if (match === null || version > state.settings.apiVersion || version < OLDEST_VERSION) return notFound();
  const session = state.sessions.get(/^(?:Bearer|OAuth) (.+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? '');
  if (session === undefined) return sessionExpired();
  // Only clients are held to it: the user of the CLI could not have logged in without it.
  if (session.appName !== undefined && !hasPermission(state.directory, session.username, 'ApiEnabled'))
    return restError(403, 'API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner');
  const call: RestCall = { request, session, version, path: match[2] ?? '' };
  const [first, second] = call.path.split('/');
  if (call.path === '') return jsonReply(200, resources(version));
  if (first === 'query') return queryResource(state, call, 'data');
  if (first === 'tooling' && second === 'query') return queryResource(state, call, 'tooling');
  if (first === 'sobjects' || (first === 'tooling' && second === 'sobjects')) return sobjectResource(state, call);
  if (first === 'limits') return jsonReply(200, { DailyApiRequests: { Max: 100000, Remaining: 99000 } });
  if (first === 'metadata' && second === 'deployRequest') return deployRequest(state, call);
  if (first === 'apps' && second === 'oauth') return credentialsApi(state, call);
  return notFound();
}

function versions(state: OrgState): unknown {
  const count = state.settings.apiVersion - OLDEST_VERSION + 1;
  return Array.from({ length: count }, (_item, index) => {
    const version = `${OLDEST_VERSION + index}.0`;
    return { label: `API ${version}`, url: `/services/data/v${version}`, version };
  });
}

function resources(version: number): unknown {
  const names = ['sobjects', 'query', 'tooling', 'metadata', 'limits'];
  return Object.fromEntries(names.map((name) => [name, `/services/data/v${version}.0/${name}`]));
}
