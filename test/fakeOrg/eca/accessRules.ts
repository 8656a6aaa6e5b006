import type { DeployDraft } from '../deploy/deployDraft.js';
import { hasPermission } from '../directory.js';
import type { OrgState } from '../orgState.js';

/** What the Metadata API says to a user who may not use it; its usual text, not in the references. */
export const METADATA_REFUSED =
  'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';

/** Whether a user may call the Metadata API at all. */
export function mayUseMetadata(state: OrgState, username: string): boolean {
  return ['ModifyAllData', 'ModifyMetadata'].some((permission) => hasPermission(state.directory, username, permission));
}

/**
 * What a user may not deploy: policies need External Client App Admin, the rest External Client App Developer (reference metadata
 * §4); an org that is not opted in has none of these types (§3.1). Both texts are the Metadata API's usual ones.
 */
export function accessProblem(draft: DeployDraft, type: string): string | undefined {
  const { settings, directory } = draft.state;
  if (!settings.externalClientApps) return 'Not available for deploy for this organization';
  const permission = type.endsWith('ConfigurablePolicies') ? 'ExternalClientAppAdmin' : 'ExternalClientAppDeveloper';
  const implied = ['ExternalClientAppDeveloper', permission];
  const isAllowed = implied.some((name) => hasPermission(directory, draft.username, name));
  return isAllowed ? undefined : 'INSUFFICIENT_ACCESS: insufficient access rights on object id';
}
