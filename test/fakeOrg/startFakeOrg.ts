import type { AddressInfo } from 'node:net';
import { initialSettings, settingsMembers } from './deploy/plainTypes.js';
import type { FakeOrgOptions } from './fakeOrgOptions.js';
import { control } from './http/control.js';
import { addFault, type FaultRequest } from './http/faults.js';
import { createOrgServer } from './http/orgServer.js';
import { createOrgState, type OrgState, type RequestRecord } from './orgState.js';
import { routeRequest } from './routeRequest.js';
import { createSetup, type Setup } from './setup/setup.js';

/** A fake org that listens. */
export type FakeOrg = {
  /** Address on loopback, without a trailing slash. */
  readonly url: string;
  readonly orgId: string;
  readonly username: string;
  readonly accessToken: string;
  /** Everything the org knows, to look at and to bend. */
  readonly state: OrgState;
  /** What came in so far, in order. */
  readonly requests: readonly RequestRecord[];
  readonly setup: Setup;
  /** Queues faults; see `http/faults.ts`. */
  readonly addFault: (fault: FaultRequest) => void;
  readonly clearFaults: () => void;
  /** Stops listening and cuts every connection, hanging ones too. */
  readonly close: () => Promise<void>;
};

/** Starts a fake org on a free port of loopback. */
export async function startFakeOrg(options: FakeOrgOptions = {}): Promise<FakeOrg> {
  const state = createOrgState(options);
  const setup = createSetup(state);
  const { apiVersion, secretAccess, username, orgId, accessToken, port } = state.settings;
  const now = new Date().toISOString();
  for (const fullName of settingsMembers) {
    const elements = initialSettings(fullName, secretAccess, apiVersion);
    const made = { createdDate: now, lastModifiedDate: now, createdBy: username, lastModifiedBy: username };
    state.components.set(`Settings:${fullName.toLowerCase()}`, {
      id: state.makeId('0Se'),
      type: 'Settings',
      fullName,
      elements,
      ...made,
    });
  }
  const { server, closeConnections } = createOrgServer(state, routeRequest, control);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.url = url;
  return {
    url,
    orgId,
    username,
    accessToken,
    state,
    requests: state.requests,
    setup,
    addFault: (fault) => addFault(state, fault),
    clearFaults: () => {
      state.faults.length = 0;
      state.jobsStuck = false;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      closeConnections();
      await closed;
    },
  };
}
