import { notFound, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import type { RestCall } from '../rest/restApi.js';

/** placeholder until the second half */
export function credentialsApi(_state: OrgState, _call: RestCall): Reply {
  return notFound();
}
