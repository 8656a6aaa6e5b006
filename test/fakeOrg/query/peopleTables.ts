import type { PermissionHolder } from '../directory.js';
import type { Row, Table } from './tables.js';

/** User permissions that profiles and permission sets show as columns; any other one is no column. */
const PERMISSIONS = [
  'ApiEnabled',
  'ApiUserOnly',
  'ModifyAllData',
  'ViewAllData',
  'ModifyMetadata',
  'ManageUsers',
  'ViewSetup',
  'CustomizeApplication',
  'AuthorApex',
  'ExternalClientAppViewer',
  'ExternalClientAppAdmin',
  'ExternalClientAppDeveloper',
  'ViewClientSecret',
  'ClientSecretRotation',
];
const PERMISSION_COLUMNS = PERMISSIONS.map((name) => `Permissions${name}`);

/**
 * Users, profiles, permission sets and who has which.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionset.htm
 */
export const peopleTables: readonly Table[] = [
  {
    name: 'User',
    api: 'both',
    columns: ['Id', 'Username', 'Name', 'Email', 'IsActive', 'ProfileId', 'UserType', 'FederationIdentifier'],
    relations: { Profile: { table: 'Profile', by: 'ProfileId' } },
    rows: (state) =>
      state.directory.users.map(({ id, username, name, email, active, profileId }) => ({
        Id: id,
        Username: username,
        Name: name,
        Email: email,
        IsActive: active,
        ProfileId: profileId,
        UserType: 'Standard',
        FederationIdentifier: null,
      })),
  },
  {
    name: 'Profile',
    api: 'both',
    columns: ['Id', 'Name', ...PERMISSION_COLUMNS],
    rows: (state) =>
      state.directory.profiles.map((holder) => ({ Id: holder.id, Name: holder.label, ...permissions(holder) })),
  },
  {
    name: 'PermissionSet',
    api: 'both',
    columns: [
      'Id',
      'Name',
      'Label',
      'IsOwnedByProfile',
      'IsCustom',
      'ProfileId',
      'NamespacePrefix',
      'Type',
      ...PERMISSION_COLUMNS,
    ],
    relations: { Profile: { table: 'Profile', by: 'ProfileId' } },
    // Every profile owns a permission set with its permissions.
    rows: (state) => [
      ...state.directory.permissionSets.map((holder) => setRow(holder, holder.id, holder.name, null)),
      ...state.directory.profiles.map((holder) => setRow(holder, ownedSetId(holder.id), `X${holder.id}`, holder.id)),
    ],
  },
  {
    name: 'PermissionSetAssignment',
    api: 'both',
    columns: ['Id', 'AssigneeId', 'PermissionSetId', 'IsActive'],
    relations: {
      Assignee: { table: 'User', by: 'AssigneeId' },
      PermissionSet: { table: 'PermissionSet', by: 'PermissionSetId' },
    },
    rows: (state) => [
      ...state.directory.assignments.map(({ id, userId, permissionSetId }) => assignment(id, userId, permissionSetId)),
      ...state.directory.users.map(({ id, profileId }) => assignment(`0Pa${id.slice(3)}`, id, ownedSetId(profileId))),
    ],
  },
];

function permissions(holder: PermissionHolder): Row {
  return Object.fromEntries(PERMISSIONS.map((name) => [`Permissions${name}`, holder.permissions.has(name)]));
}

function setRow(holder: PermissionHolder, id: string, name: string, profileId: string | null): Row {
  const owned = profileId !== null;
  const kind = {
    IsOwnedByProfile: owned,
    IsCustom: !owned,
    ProfileId: profileId,
    NamespacePrefix: null,
    Type: owned ? 'Profile' : 'Regular',
  };
  return { Id: id, Name: name, Label: holder.label, ...kind, ...permissions(holder) };
}

function ownedSetId(profileId: string): string {
  return `0PS${profileId.slice(3)}`;
}

function assignment(id: string, userId: string, permissionSetId: string): Row {
  return { Id: id, AssigneeId: userId, PermissionSetId: permissionSetId, IsActive: true };
}
