import type { TypeName } from '../catalog/metadataType.js';
import type { Component } from '../metadata/component.js';

/** Who and what an org is. */
export type OrgIdentity = {
  readonly username: string;
  readonly alias?: string;
  readonly orgId: string;
  readonly instanceUrl: string;
  /** The newest API version that the org speaks, such as 67. */
  readonly apiVersion: number;
  readonly kind: 'production' | 'sandbox' | 'scratch' | 'unknown';
  /** The consumer key of the app that the session was opened with, where the CLI knows it. */
  readonly sessionClientId?: string;
};

/** What an org answers to a retrieve: the components, and the warnings of the platform. */
export type RetrievedComponents = {
  readonly components: readonly Component[];
  readonly warnings: readonly string[];
  /** When each app was made, by its full name, in milliseconds since the epoch; apps of which the org does not say it are missing. */
  readonly created: ReadonlyMap<string, number>;
  /** Texts of org-wide settings that were asked for, by `<member>.<element>`. */
  readonly settings?: ReadonlyMap<string, string>;
};

/** The API that carries a deploy job. */
export type Transport = 'rest' | 'soap';

/** The options of a deploy job; it always rolls back on error. */
export type DeployOptions = {
  readonly checkOnly: boolean;
  /** Absent means `rest` first, `soap` where the org refuses REST. */
  readonly transport?: Transport;
};

/** One component in the result of a job. */
export type DeployedComponent = {
  readonly type: string;
  readonly fullName: string;
  readonly success: boolean;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted: boolean;
  readonly problem?: string;
  readonly problemKind?: 'error' | 'warning';
};

/** The state of a deploy job. */
export type DeployStatus = {
  readonly jobId: string;
  readonly status: string;
  readonly done: boolean;
  readonly success: boolean;
  readonly checkOnly: boolean;
  readonly deployed: number;
  readonly failed: number;
  readonly total: number;
  readonly components: readonly DeployedComponent[];
  readonly errorMessage?: string;
  readonly canceledBy?: string;
  /** What the org works on at the moment. */
  readonly stateDetail?: string;
};

/** A job that was accepted, and over which API when that is known. */
export type StartedDeploy = { readonly jobId: string; readonly transport?: Transport };

/** A component by its name alone. */
export type ComponentName = { readonly type: TypeName | 'Settings'; readonly fullName: string };

/** A record of a query, by the names of its fields. */
export type OrgRecord = Readonly<Record<string, unknown>>;

/** What the operations ask of an org; `salesforceOrg.ts` answers over the connection of the CLI. Rejects with an OrgFailure. */
export type MetadataOrg = {
  readonly identity: OrgIdentity;
  /** All components of the given types in one retrieve job, whatever their number; types newer than the version are left out. `settings` names members of Settings to read along. */
  readonly retrieve: (
    types: readonly TypeName[],
    apiVersion: number,
    settings?: readonly string[],
  ) => Promise<RetrievedComponents>;
  /** The files of one retrieve job for members of any types, `*` for all of a type; for what is no component of an app. */
  readonly retrieveFiles: (
    members: readonly { readonly type: string; readonly fullName: string }[],
    apiVersion: number,
  ) => Promise<readonly { readonly path: string; readonly text: string }[]>;
  /** Starts a job from the bytes of a zip. Rejects with `deploy-unknown` when the org may have taken it all the same. */
  readonly deploy: (zip: Uint8Array, options: DeployOptions) => Promise<StartedDeploy>;
  readonly deployStatus: (jobId: string, transport?: Transport) => Promise<DeployStatus>;
  /** All records of a SOQL query, from the Tooling API when asked. */
  readonly query: (soql: string, api?: 'data' | 'tooling') => Promise<readonly OrgRecord[]>;
  /** The time of the org, in milliseconds since the epoch, as its last answer told. */
  readonly time: () => number;
};
