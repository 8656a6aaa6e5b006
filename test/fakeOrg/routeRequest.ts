import { notFound, type OrgRequest, type Reply } from './http/reply.js';
import { oauthRoutes } from './oauth/oauthRoutes.js';
import type { OrgState } from './orgState.js';
import { restApi } from './rest/restApi.js';
import { soapMetadata } from './soap/soapMetadata.js';

/** Everything that the org answers to clients. */
export async function routeRequest(state: OrgState, request: OrgRequest): Promise<Reply> {
  if (request.path.startsWith('/services/Soap/m/')) return soapMetadata(state, request);
  if (request.path.startsWith('/services/data')) return restApi(state, request);
  return oauthRoutes(state, request) ?? notFound();
}
