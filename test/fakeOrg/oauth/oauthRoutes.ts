import { jsonReply, notFound, type OrgRequest, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import { userInfo } from './userInfo.js';

/** The OAuth endpoints of the org's own host. */
export function oauthRoutes(state: OrgState, request: OrgRequest): Reply {
  switch (request.path.replace(/\/$/, '')) {
    case '/services/oauth2/userinfo':
      return userInfo(state, request);
    default:
      return notFound();
  }
}
void jsonReply;
