import type { OrgSettings, PermissionOption, UserOption } from './fakeOrgOptions.js';
import type { IdMaker } from './salesforceId.js';

/** A user as the org keeps it. */
export type DirectoryUser = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly profileId: string;
  active: boolean;
};

/** A profile or a permission set with what it grants. */
export type PermissionHolder = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly permissions: Set<string>;
};

/** The people of the org and what they may do. */
export type Directory = {
  readonly users: DirectoryUser[];
  readonly profiles: PermissionHolder[];
  readonly permissionSets: PermissionHolder[];
  /** Which permission set is assigned to which user. */
  readonly assignments: { readonly id: string; readonly userId: string; readonly permissionSetId: string }[];
  /** Grants of an app to a permission set as data (SetupEntityAccess). */
  readonly appAccess: { readonly id: string; readonly permissionSetId: string; readonly appId: string }[];
};

/** The people of a fresh org. */
export function createDirectory(settings: OrgSettings, makeId: IdMaker): Directory {
  const directory: Directory = { users: [], profiles: [], permissionSets: [], assignments: [], appAccess: [] };
  for (const option of settings.profiles) directory.profiles.push(newHolder(makeId('00e'), option));
  for (const option of settings.permissionSets) addPermissionSet(directory, makeId, option);
  for (const option of settings.users) addUser(directory, makeId, option);
  return directory;
}

/** Adds a permission set. */
export function addPermissionSet(directory: Directory, makeId: IdMaker, option: PermissionOption): PermissionHolder {
  const holder = newHolder(makeId('0PS'), option);
  directory.permissionSets.push(holder);
  return holder;
}

/** Adds a user with a profile and permission sets that must exist. */
export function addUser(directory: Directory, makeId: IdMaker, option: UserOption): DirectoryUser {
  const profileName = option.profile ?? 'Standard User';
  const profile = directory.profiles.find((candidate) => candidate.name === profileName);
  if (profile === undefined) throw new Error(`The fake org has no profile ${profileName}.`);
  const user: DirectoryUser = {
    id: makeId('005'),
    username: option.username,
    name: option.name ?? option.username,
    email: option.username,
    profileId: profile.id,
    active: option.active ?? true,
  };
  directory.users.push(user);
  for (const name of option.permissionSets ?? []) assignPermissionSet(directory, makeId, user.username, name);
  return user;
}

/** Assigns a permission set to a user; both must exist. */
export function assignPermissionSet(directory: Directory, makeId: IdMaker, username: string, name: string): void {
  const user = userByName(directory, username);
  const set = directory.permissionSets.find((candidate) => candidate.name === name);
  if (user === undefined || set === undefined) throw new Error(`The fake org cannot assign ${name} to ${username}.`);
  directory.assignments.push({ id: makeId('0Pa'), userId: user.id, permissionSetId: set.id });
}

/** The user of that username; usernames do not depend on case. */
export function userByName(directory: Directory, username: string): DirectoryUser | undefined {
  return directory.users.find((user) => user.username.toLowerCase() === username.toLowerCase());
}

/** Whether a user has a user permission, through the profile or an assigned permission set. */
export function hasPermission(directory: Directory, username: string, permission: string): boolean {
  const user = userByName(directory, username);
  if (user === undefined) return false;
  const setIds = directory.assignments.filter((item) => item.userId === user.id).map((item) => item.permissionSetId);
  return [...directory.profiles, ...directory.permissionSets].some(
    (holder) => (holder.id === user.profileId || setIds.includes(holder.id)) && holder.permissions.has(permission),
  );
}

function newHolder(id: string, option: PermissionOption): PermissionHolder {
  return { id, name: option.name, label: option.label ?? option.name, permissions: new Set(option.permissions) };
}
