import { describeJob, settleDeployJobs } from '../deploy/deployJob.js';
import { componentsOfType, elementText } from '../deploy/componentStore.js';
import { listOf } from '../eca/ecaRule.js';
import type { OrgState } from '../orgState.js';
import type { Row, Table } from './tables.js';

/** Columns of DeployRequest as `@salesforce/types` 1.9.0 `tooling.d.ts` lists them. */
const DEPLOY_REQUEST = [
  'Id',
  'Status',
  'Type',
  'CheckOnly',
  'RollbackOnError',
  'IgnoreWarnings',
  'AllowMissingFiles',
  'PurgeOnDelete',
  'SinglePackage',
  'TestLevel',
  'RunTestsEnabled',
  'NumberComponentsTotal',
  'NumberComponentsDeployed',
  'NumberComponentErrors',
  'NumberTestsTotal',
  'NumberTestsCompleted',
  'NumberTestErrors',
  'NumberFiles',
  'ZipSize',
  'StateDetail',
  'ErrorMessage',
  'ErrorStatusCode',
  'CanceledById',
  'CreatedById',
  'CreatedDate',
  'StartDate',
  'CompletedDate',
  'LastModifiedDate',
  'SystemModstamp',
];

/** The org itself, its deploy jobs and who may reach which app. */
export const setupTables: readonly Table[] = [
  {
    name: 'Organization',
    api: 'both',
    columns: ['Id', 'Name', 'InstanceName', 'IsSandbox', 'TrialExpirationDate', 'NamespacePrefix', 'OrganizationType'],
    rows: (state) => [organization(state)],
  },
  {
    name: 'DeployRequest',
    api: 'tooling',
    columns: DEPLOY_REQUEST,
    relations: { CreatedBy: { table: 'User', by: 'CreatedById' }, CanceledBy: { table: 'User', by: 'CanceledById' } },
    rows: deployRequests,
  },
  {
    name: 'SetupEntityAccess',
    api: 'data',
    columns: ['Id', 'ParentId', 'SetupEntityId', 'SetupEntityType'],
    relations: { Parent: { table: 'PermissionSet', by: 'ParentId' } },
    rows: entityAccess,
  },
];

/** `sf` asks for ScratchOrgInfo to find out whether an org is a Dev Hub: this org has no such object, so it is none. */
function organization(state: OrgState): Row {
  const { kind, orgId } = state.settings;
  return {
    Id: orgId,
    Name: 'Fake Org',
    InstanceName: kind === 'sandbox' ? 'FAKE1S' : 'FAKE1',
    IsSandbox: kind === 'sandbox' || kind === 'scratch',
    TrialExpirationDate: kind === 'scratch' ? '2099-12-31T00:00:00.000+0000' : null,
    NamespacePrefix: null,
    OrganizationType: kind === 'developer' || kind === 'scratch' ? 'Developer Edition' : 'Enterprise Edition',
  };
}

function deployRequests(state: OrgState): readonly Row[] {
  settleDeployJobs(state);
  return [...state.deployJobs.values()].map((job) => {
    const status = describeJob(state, job, false);
    const text = (name: string): string | null => (typeof status[name] === 'string' ? status[name] : null);
    const count = (name: string): number => (typeof status[name] === 'number' ? status[name] : 0);
    return {
      Id: job.id,
      Status: job.status,
      Type: 'Soap',
      CheckOnly: job.options.checkOnly,
      RollbackOnError: job.options.rollbackOnError,
      IgnoreWarnings: job.options.ignoreWarnings,
      AllowMissingFiles: job.options.allowMissingFiles,
      PurgeOnDelete: job.options.purgeOnDelete,
      SinglePackage: job.options.singlePackage,
      TestLevel: job.options.testLevel,
      RunTestsEnabled: false,
      NumberComponentsTotal: count('numberComponentsTotal'),
      NumberComponentsDeployed: count('numberComponentsDeployed'),
      NumberComponentErrors: count('numberComponentErrors'),
      NumberTestsTotal: 0,
      NumberTestsCompleted: 0,
      NumberTestErrors: 0,
      NumberFiles: job.files.size,
      ZipSize: job.zipSize,
      StateDetail: null,
      ErrorMessage: text('errorMessage'),
      ErrorStatusCode: text('errorStatusCode'),
      CanceledById: text('canceledBy'),
      CreatedById: text('createdBy'),
      CreatedDate: text('createdDate'),
      StartDate: text('startDate'),
      CompletedDate: text('completedDate'),
      LastModifiedDate: text('lastModifiedDate'),
      SystemModstamp: text('lastModifiedDate'),
    };
  });
}

/**
 * Grants of apps to permission sets: those made as data, and one per permission set that a policy names (reference metadata §4;
 * that a policy shows up here is inferred).
 */
function entityAccess(state: OrgState): readonly Row[] {
  const named = componentsOfType(state.components, 'ExtlClntAppOauthConfigurablePolicies').flatMap((policy) => {
    const app = componentsOfType(state.components, 'ExternalClientApplication').find(
      ({ fullName }) => fullName === elementText(policy, 'externalClientApplication'),
    );
    return listOf(elementText(policy, 'commaSeparatedPermissionSet')).flatMap((name) => {
      const set = state.directory.permissionSets.find(
        (candidate) => candidate.name.toLowerCase() === name.toLowerCase(),
      );
      return set === undefined || app === undefined ? [] : [{ permissionSetId: set.id, appId: app.id }];
    });
  });
  return [...state.directory.appAccess, ...named].map(({ permissionSetId, appId }, index) => ({
    Id: `0J0Fk${String(index).padStart(10, '0')}AAA`,
    ParentId: permissionSetId,
    SetupEntityId: appId,
    SetupEntityType: 'ExternalClientApplication',
  }));
}
