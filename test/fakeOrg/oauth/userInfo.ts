import { userByName } from '../directory.js';
import { jsonReply, type OrgRequest, type Reply } from '../http/reply.js';
import type { OrgState, Session } from '../orgState.js';

/** The session that the Authorization header carries. */
export function sessionOf(state: OrgState, request: OrgRequest): Session | undefined {
  return state.sessions.get(/^(?:Bearer|OAuth) (.+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? '');
}

/** Whom a token stands for; a token that is unknown or over gives 403 `Bad_OAuth_Token`, as Salesforce does. */
export function userInfo(state: OrgState, request: OrgRequest): Reply {
  const session = sessionOf(state, request);
  const user = session === undefined ? undefined : userByName(state.directory, session.username);
  if (user === undefined)
    return { status: 403, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: 'Bad_OAuth_Token' };
  return jsonReply(200, {
    sub: identityUrl(state, user.id),
    user_id: user.id,
    organization_id: state.settings.orgId,
    preferred_username: user.username,
    nickname: user.username.split('@')[0],
    name: user.name,
    email: user.email,
    email_verified: true,
    active: user.active,
    user_type: 'STANDARD',
    language: 'en_US',
    locale: 'en_US',
    zoneinfo: 'Europe/Berlin',
    urls: {
      rest: `${state.url}/services/data/v{version}/`,
      metadata: `${state.url}/services/Soap/m/{version}/${state.settings.orgId}`,
    },
  });
}

/** The identity URL of a user. */
export function identityUrl(state: OrgState, userId: string): string {
  return `${state.url}/id/${state.settings.orgId}/${userId}`;
}
