import type { OrgConnection } from '../../../src/org/orgConnection.js';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';

/** A connection to the fake org as @salesforce/core hands one out, with a session that cannot be renewed. */
export function connectTo(
  org: Pick<FakeOrg, 'url' | 'accessToken' | 'username' | 'orgId'>,
  apiVersion = 67,
): OrgConnection {
  return {
    accessToken: org.accessToken,
    // The CLI keeps the address with a slash at its end.
    instanceUrl: `${org.url}/`,
    getUsername: () => org.username,
    retrieveMaxApiVersion: async () => `${apiVersion}.0`,
    refreshAuth: async () => Promise.reject(new Error('expired access/refresh token')),
    getAuthInfoFields: () => ({ orgId: org.orgId, isSandbox: false, isScratch: false }),
  };
}
