import { scopes } from '../../../src/catalog/scopes.js';
import { componentsOfApp, elementText, type StoredComponent } from '../deploy/componentStore.js';
import { userByName } from '../directory.js';
import { consumerByKey, type Consumer } from '../eca/consumers.js';
import { listOf } from '../eca/ecaRule.js';
import type { OrgState } from '../orgState.js';
import { OauthError } from './oauthError.js';

/** An app as the OAuth endpoints see it. */
export type OauthApp = {
  readonly name: string;
  readonly consumer: Consumer;
  readonly key: string;
  /** The secret of the pair that `key` belongs to. */
  readonly secret: string;
  readonly callbacks: readonly string[];
  /** OAuth scope strings that the app may ask for. */
  readonly scopes: readonly string[];
  /** Whether a boolean of the global settings is on. */
  readonly has: (element: string) => boolean;
  readonly certificate: string | undefined;
  /** The text of an element of the OAuth policies. */
  readonly policy: (element: string) => string | undefined;
};

/**
 * The app of a client id. A new app is unknown for as many requests as `activationPolls` says, as guides warn of 2 to 30
 * minutes (reference oauth §3.13); the same error is given for a wrong key.
 */
export function oauthApp(state: OrgState, clientId: string | undefined): OauthApp {
  const consumer = clientId === undefined ? undefined : consumerByKey(state.consumers, clientId);
  if (consumer === undefined || clientId === undefined) throw unknownClient();
  if (consumer.pollsUntilActive > 0) {
    consumer.pollsUntilActive -= 1;
    throw unknownClient();
  }
  const { staged } = consumer;
  const isStaged = staged?.key === clientId && consumer.key !== clientId;
  if (isStaged && Date.parse(staged.expirationDate) < Date.now()) throw unknownClient();
  const part = (type: string): StoredComponent | undefined =>
    componentsOfApp(state.components, type, consumer.appName)[0];
  const [global, oauth] = [part('ExtlClntAppGlobalOauthSettings'), part('ExtlClntAppOauthSettings')];
  const [policies, switches] = [part('ExtlClntAppOauthConfigurablePolicies'), part('ExtlClntAppConfigurablePolicies')];
  if (global === undefined || oauth === undefined) throw unknownClient();
  // Both codes are in the server's list of errors (reference oauth §3.13); which half each stands for is inferred.
  if (switches === undefined) throw new OauthError('ecapp_policy_not_found', 'external client app policy not found');
  if (policies === undefined) throw new OauthError('oauth_policy_not_found', 'OAuth policy not found');
  const off = ['isEnabled', 'isOauthPluginEnabled'].some((name) => elementText(switches, name) === 'false');
  // The code is in the server's list of errors (reference oauth §3.13); that it stands for these two switches is inferred.
  if (off) throw new OauthError('app_blocked', 'this app is blocked by admin');
  const tokens = listOf(elementText(oauth, 'commaSeparatedOauthScopes'));
  return {
    name: consumer.appName,
    consumer,
    key: clientId,
    secret: isStaged ? staged.secret : consumer.secret,
    callbacks: (elementText(global, 'callbackUrl') ?? '').split(/\s*\n\s*/),
    scopes: tokens.flatMap((token) => scopes.find((scope) => scope.token === token)?.word ?? []),
    has: (element) => elementText(global, element) === 'true',
    certificate: elementText(global, 'certificate'),
    policy: (element) => elementText(policies, element),
  };
}

/** The scopes of a token: all of the app, or those asked for; asking for more is invalid_scope (reference oauth §2). */
export function grantedScopes(app: OauthApp, asked: string | undefined | null): readonly string[] {
  const wanted = (asked ?? '').split(/\s+/).filter((scope) => scope !== '');
  const unknown = wanted.find((scope) => !app.scopes.includes(scope));
  if (unknown !== undefined) throw new OauthError('invalid_scope', `the requested scope is not allowed: ${unknown}`);
  return wanted.length === 0 ? app.scopes : wanted;
}

/** Whether an admin approved a user for the app, by profile or permission set. */
export function isApproved(state: OrgState, app: OauthApp, username: string): boolean {
  const user = userByName(state.directory, username);
  if (user === undefined) return false;
  const profiles = listOf(app.policy('commaSeparatedProfile'));
  const sets = listOf(app.policy('commaSeparatedPermissionSet')).map((name) => name.toLowerCase());
  const { directory } = state;
  return (
    directory.profiles.some(({ id, label }) => id === user.profileId && profiles.includes(label)) ||
    directory.permissionSets.some(
      ({ id, name }) =>
        sets.includes(name.toLowerCase()) &&
        directory.assignments.some((item) => item.userId === user.id && item.permissionSetId === id),
    )
  );
}

/** Whether only users whom an admin approved may use the app. */
export function isAdminApproved(app: OauthApp): boolean {
  return app.policy('permittedUsersPolicyType') === 'AdminApprovedPreAuthorized';
}

function unknownClient(): OauthError {
  return new OauthError('invalid_client_id', 'client identifier invalid');
}
