import { componentsOfApp, componentsOfType, elementText } from '../deploy/componentStore.js';
import { putComponent, type DeployDraft } from '../deploy/deployDraft.js';
import { newElement } from '../xml/readXml.js';
import { completeElements, oauthLinkOf } from './completeElements.js';
import { shapeOf } from './typeShapes.js';

const HEADER = 'ExternalClientApplication';
const GLOBAL = 'ExtlClntAppGlobalOauthSettings';
const OAUTH = 'ExtlClntAppOauthSettings';
const OAUTH_POLICIES = 'ExtlClntAppOauthConfigurablePolicies';
const APP_POLICIES = 'ExtlClntAppConfigurablePolicies';

/** The text for global settings whose app has no OAuth settings (reference metadata §2.3, §9). */
export const NO_OAUTH_SETTINGS =
  "The external client app configured in your global OAuth Settings doesn't have a valid OAuth settings configuration.";

/** The global settings in the draft whose app has no OAuth settings. */
export function globalSettingsWithoutOauth(draft: DeployDraft): readonly string[] {
  return componentsOfType(draft.components, GLOBAL)
    .filter(
      (component) =>
        componentsOfApp(draft.components, OAUTH, elementText(component, 'externalClientApplication') ?? '').length ===
        0,
    )
    .map(({ fullName }) => fullName);
}

/** What the platform does by itself at the end of a deploy: missing policies, links to consumers, and leftovers of deleted apps. */
export function finishApps(draft: DeployDraft): void {
  for (const app of componentsOfType(draft.components, HEADER)) {
    const oauth = componentsOfApp(draft.components, OAUTH, app.fullName)[0];
    if (componentsOfApp(draft.components, APP_POLICIES, app.fullName).length === 0) {
      addPolicy(draft, APP_POLICIES, `${app.fullName}_defaultPolicy`, app.fullName, {});
    }
    if (oauth === undefined) continue;
    if (componentsOfApp(draft.components, OAUTH_POLICIES, app.fullName).length === 0) {
      const idle = {
        refreshTokenPolicyType: 'SpecificInactivity',
        refreshTokenValidityPeriod: '30',
        refreshTokenValidityUnit: 'Days',
      };
      addPolicy(
        draft,
        OAUTH_POLICIES,
        `${oauth.fullName}_defaultPolicy`,
        app.fullName,
        app.locked === true ? idle : {},
      );
    }
    linkConsumer(draft, app.fullName);
  }
}

/** Removes an app with everything that belongs to it: its tokens and its consumer die with it (reference metadata §2.3). */
export function removeApp(draft: DeployDraft, appName: string): void {
  for (const [key, component] of draft.components) {
    const isHeader = component.type === HEADER && component.fullName.toLowerCase() === appName.toLowerCase();
    const owner =
      shapeOf(component.type) === undefined ? undefined : elementText(component, 'externalClientApplication');
    if (isHeader || owner?.toLowerCase() === appName.toLowerCase()) draft.components.delete(key);
  }
  draft.consumers.delete(appName.toLowerCase());
}

/**
 * Policies that appear when only settings are deployed: `<oauth full name>_defaultPolicy` and `<App>_defaultPolicy` with the
 * values of reference metadata §2.2, §3.6 and §3.7. Where new apps are locked, the refresh token policy is 30 idle days
 * (reference oauth §0 fact 1), else 365 days.
 */
function addPolicy(
  draft: DeployDraft,
  type: string,
  fullName: string,
  appName: string,
  values: Readonly<Record<string, string>>,
): void {
  const given = { externalClientApplication: appName, label: fullName, ...values };
  const elements = Object.entries(given).map(([name, text]) => newElement(name, text));
  const candidate = { type, fullName, appName, elements, former: undefined };
  putComponent(draft, type, fullName, completeElements(draft, candidate, false));
}

/** The link appears on the OAuth settings once the consumer exists, whichever of the two came first. */
function linkConsumer(draft: DeployDraft, appName: string): void {
  const consumer = draft.consumers.get(appName.toLowerCase());
  const oauth = componentsOfApp(draft.components, OAUTH, appName)[0];
  if (consumer === undefined || oauth === undefined) return;
  const link = newElement('oauthLink', oauthLinkOf(draft, consumer));
  const order = shapeOf(OAUTH)?.elements.map(({ name }) => name) ?? [];
  const elements = [...oauth.elements.filter(({ name }) => name !== 'oauthLink'), link].sort(
    (left, right) => order.indexOf(left.name) - order.indexOf(right.name),
  );
  draft.components.set(`${OAUTH}:${oauth.fullName.toLowerCase()}`, { ...oauth, elements });
}
