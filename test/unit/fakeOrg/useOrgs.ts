import { afterEach } from '@jest/globals';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import { startFakeOrg, type FakeOrg } from '../../fakeOrg/startFakeOrg.js';

/** A function that starts fake orgs, which are closed after each test; jobs are done at once unless told otherwise. */
export function useOrgs(defaults: FakeOrgOptions = {}): (options?: FakeOrgOptions) => Promise<FakeOrg> {
  const orgs: FakeOrg[] = [];
  afterEach(async () => {
    for (const org of orgs.splice(0)) await org.close();
  });
  return async (options = {}) => {
    const org = await startFakeOrg({ pollsUntilDone: 0, ...defaults, ...options });
    orgs.push(org);
    return org;
  };
}
