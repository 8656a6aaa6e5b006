import { scopes } from '../../../src/catalog/scopes.js';
import { componentsOfType, elementText, findComponent, type StoredComponent } from '../deploy/componentStore.js';
import { userByName } from '../directory.js';
import { listOf } from '../eca/ecaRule.js';
import type { OrgState } from '../orgState.js';
import type { SoqlValue } from './readSoql.js';
import type { Row, Table } from './tables.js';

const RECORD = [
  'Id',
  'CreatedById',
  'CreatedDate',
  'LastModifiedById',
  'LastModifiedDate',
  'DeveloperName',
  'MasterLabel',
  'Language',
];
const TO_PEOPLE = {
  CreatedBy: { table: 'User', by: 'CreatedById' },
  LastModifiedBy: { table: 'User', by: 'LastModifiedById' },
};
const TO_APP = {
  ...TO_PEOPLE,
  ExternalClientApplication: { table: 'ExternalClientApplication', by: 'ExternalClientApplicationId' },
};

/**
 * Apps and their settings as objects, with column names as `@salesforce/types` 1.9.0 `tooling.d.ts` lists them. The global
 * settings are not queryable, and the metadata names of the policies are no objects (reference metadata §8).
 */
export const appTables: readonly Table[] = [
  {
    name: 'ExternalClientApplication',
    api: 'both',
    columns: [
      ...RECORD,
      'NamespacePrefix',
      'ContactEmail',
      'ContactPhone',
      'Description',
      'DistributionState',
      'IconUrl',
      'InfoUrl',
      'LogoUrl',
      'ManagedType',
      'OrgScopedExternalApp',
    ],
    relations: TO_PEOPLE,
    rows: (state) => rowsOf(state, 'ExternalClientApplication', () => ({ NamespacePrefix: null })),
  },
  {
    name: 'ExtlClntAppOauthSettings',
    api: 'both',
    columns: [
      ...RECORD,
      'ExternalClientApplicationId',
      'NamespacePrefix',
      'OauthLink',
      'SingleLogoutUrl',
      ...scopes.map(({ toolingColumn }) => toolingColumn),
    ],
    relations: TO_APP,
    rows: (state) => rowsOf(state, 'ExtlClntAppOauthSettings', scopeColumns),
  },
  {
    name: 'ExtlClntAppOauthPlcyCnfg',
    api: 'both',
    columns: [
      ...RECORD,
      'ExternalClientApplicationId',
      'ClientCredentialsFlowUser',
      'IpRelaxationPolicyType',
      'IsClientCredentialsFlowEnabled',
      'IsTokenExchangeFlowEnabled',
      'PermittedUsersPolicyType',
      'RefreshTokenPolicyType',
      'RefreshTokenValidityPeriod',
      'RefreshTokenValidityUnit',
      'RequiredSessionLevel',
      'SessionTimeoutInMinutes',
      'StartUrl',
    ],
    relations: TO_APP,
    rows: (state) => rowsOf(state, 'ExtlClntAppOauthConfigurablePolicies', () => ({})),
  },
  {
    name: 'ExtlClntAppPlcyCnfg',
    api: 'both',
    columns: [...RECORD, 'ExternalClientApplicationId', 'IsEnabled', 'StartPage', 'StartUrl'],
    relations: TO_APP,
    rows: (state) => rowsOf(state, 'ExtlClntAppConfigurablePolicies', () => ({})),
  },
];

function rowsOf(state: OrgState, type: string, more: (component: StoredComponent) => Row): readonly Row[] {
  return componentsOfType(state.components, type).map((component) => {
    const appName = elementText(component, 'externalClientApplication');
    const app =
      appName === undefined ? undefined : findComponent(state.components, 'ExternalClientApplication', appName);
    const values = component.elements
      .filter(({ children, name }) => children.length === 0 && name !== 'externalClientApplication')
      .map(({ name, text }): readonly [string, SoqlValue] => [
        name.charAt(0).toUpperCase() + name.slice(1),
        typed(text.trim()),
      ]);
    return {
      ...Object.fromEntries(values),
      Id: component.id,
      DeveloperName: component.fullName,
      MasterLabel: elementText(component, 'label') ?? component.fullName,
      Language: 'en_US',
      CreatedById: userByName(state.directory, component.createdBy)?.id ?? null,
      CreatedDate: component.createdDate,
      LastModifiedById: userByName(state.directory, component.lastModifiedBy)?.id ?? null,
      LastModifiedDate: component.lastModifiedDate,
      ExternalClientApplicationId: app?.id ?? null,
      ...more(component),
    };
  });
}

function typed(text: string): SoqlValue {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

function scopeColumns(component: StoredComponent): Row {
  const tokens = listOf(elementText(component, 'commaSeparatedOauthScopes'));
  return Object.fromEntries(scopes.map(({ token, toolingColumn }) => [toolingColumn, tokens.includes(token)]));
}
