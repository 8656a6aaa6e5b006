import { completeOptions, type FakeOrgOptions, type OrgSettings } from './fakeOrgOptions.js';
import type { ComponentStore } from './deploy/componentStore.js';
import type { DeployJob } from './deploy/deployJob.js';
import type { RetrieveJob } from './deploy/retrieveJob.js';
import type { Fault } from './http/faults.js';
import { createIdMaker, type IdMaker } from './salesforceId.js';
import { createConsumerStore, type ConsumerStore } from './eca/consumers.js';
import { createDirectory, type Directory } from './directory.js';
import { createGrants, type Grants } from './oauth/grants.js';

/** A session that requests may carry; `jwt` sessions are those of JWT-based access tokens. */
export type Session = {
  readonly username: string;
  readonly format: 'opaque' | 'jwt';
  readonly appName?: string;
  readonly scopes: readonly string[];
  /** The authorization that the token came from; its refresh tokens share it. */
  readonly family?: string;
};

/** One line of the request log: what came in, in order, and what was answered. */
export type RequestRecord = {
  readonly method: string;
  readonly path: string;
  /** Method, path without query and, for SOAP, the called operation. */
  readonly label: string;
  readonly index: number;
  fault?: string;
  status?: number;
};

/** Everything the fake org knows; plain mutable data, so that tests can look at it and bend it. */
export type OrgState = {
  readonly settings: OrgSettings;
  readonly makeId: IdMaker;
  readonly directory: Directory;
  components: ComponentStore;
  consumers: ConsumerStore;
  readonly grants: Grants;
  readonly deployJobs: Map<string, DeployJob>;
  readonly retrieveJobs: Map<string, RetrieveJob>;
  readonly sessions: Map<string, Session>;
  readonly requests: RequestRecord[];
  readonly faults: Fault[];
  /** While true, no deploy job gets beyond InProgress. */
  jobsStuck: boolean;
  /** Who opens consent pages, and what they decide. */
  consent: { username: string; allow: boolean };
  /** The address of this org once it listens, without a trailing slash. */
  url: string;
};

/** A fresh org. */
export function createOrgState(options: FakeOrgOptions): OrgState {
  const settings = completeOptions(options);
  const makeId = createIdMaker();
  const state: OrgState = {
    settings,
    makeId,
    directory: createDirectory(settings, makeId),
    components: new Map(),
    consumers: createConsumerStore(),
    grants: createGrants(),
    deployJobs: new Map(),
    retrieveJobs: new Map(),
    sessions: new Map(),
    requests: [],
    faults: [],
    jobsStuck: false,
    consent: { username: settings.username, allow: true },
    url: '',
  };
  state.sessions.set(settings.accessToken, {
    username: settings.username,
    format: settings.jwtSession ? 'jwt' : 'opaque',
    scopes: ['full', 'refresh_token'],
  });
  return state;
}
