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
};

/** What an org answers to a retrieve: the components, and the warnings of the platform. */
export type RetrievedComponents = { readonly components: readonly Component[]; readonly warnings: readonly string[] };

/** The options of a deploy job; it always rolls back on error. */
export type DeployOptions = {
  readonly apiVersion: number;
  readonly checkOnly: boolean;
  /** `rest` first, `soap` where the org refuses REST. */
  readonly transport?: 'rest' | 'soap';
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
  readonly total: number;
  readonly components: readonly DeployedComponent[];
  readonly errorMessage?: string;
};

/** A component by its name alone. */
export type ComponentName = { readonly type: TypeName | 'Settings'; readonly fullName: string };

/** What the operations ask of an org; `salesforceOrg.ts` answers over the connection of the CLI. */
export type MetadataOrg = {
  readonly identity: OrgIdentity;
  /** All components of the given types in one retrieve job, whatever their number. */
  readonly retrieve: (types: readonly TypeName[], apiVersion: number) => Promise<RetrievedComponents>;
  /** Starts a job from the bytes of a zip and gives its id. */
  readonly deploy: (zip: Uint8Array, options: DeployOptions) => Promise<string>;
  readonly deployStatus: (jobId: string) => Promise<DeployStatus>;
  /** Records of a SOQL query, from the Tooling API when asked. */
  readonly query: (soql: string, api?: 'data' | 'tooling') => Promise<readonly Readonly<Record<string, unknown>>[]>;
};
