import { componentsOfApp, findComponent } from '../deploy/componentStore.js';
import { putComponent, type Complaint, type DeployDraft, type PackageComponent } from '../deploy/deployDraft.js';
import { accessProblem } from './accessRules.js';
import { checkElements } from './checkElements.js';
import { completeElements } from './completeElements.js';
import { appHeader, valueOf, type EcaCandidate, type EcaRule } from './ecaRule.js';
import { callbackUrl, consumerKey, rotation } from './globalRules.js';
import { apiName, orgScopedExternalApp } from './headerRules.js';
import { jwtMinutes, permissionSets, pluginSettings, profiles, refreshToken, users } from './oauthPolicyRules.js';
import { listLengths, oauthLink, scopeTokens } from './oauthSettingsRules.js';
import { heldBefore } from './securityRules.js';
import type { TypeShape } from './typeShapes.js';

const HEADER = 'ExternalClientApplication';

const RULES: Readonly<Record<string, readonly EcaRule[]>> = {
  [HEADER]: [apiName, orgScopedExternalApp],
  ExtlClntAppGlobalOauthSettings: [callbackUrl, consumerKey, rotation],
  ExtlClntAppOauthSettings: [scopeTokens, oauthLink, listLengths],
  ExtlClntAppOauthConfigurablePolicies: [permissionSets, profiles, users, pluginSettings, jwtMinutes, refreshToken],
  ExtlClntAppSamlConfigurablePolicies: [permissionSets, profiles],
  ExtlClntAppOauthSecuritySettings: [heldBefore, listLengths],
};

/**
 * Required by the server or by the schema of a type that exists for one element only, where the catalogue has no need to say so
 * (reference metadata §3.3, §3.7, §3.9, §3.11, §3.13).
 */
const ALSO_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  ExtlClntAppOauthSettings: ['label'],
  ExtlClntAppConfigurablePolicies: ['isEnabled'],
  ExtlClntAppPushConfigurablePolicies: ['isFullContent'],
  ExtlClntAppMobileSettings: ['isScreenLockEnabled'],
  ExtlClntAppMobileConfigurablePolicies: ['screenLockTimeout'],
  ExtlClntAppAttestConfigurablePolicies: ['attestEnforceLevel'],
};

/** Puts one component of an External Client App into the draft, or says what is against it. */
export function deployEcaComponent(draft: DeployDraft, shape: TypeShape, file: PackageComponent): readonly Complaint[] {
  const { settings } = draft.state;
  const refusal = accessProblem(draft, shape.name);
  if (refusal !== undefined) return [{ problem: refusal }];
  if (file.root.name !== shape.name) {
    return [
      {
        problem: `Error parsing file: Entity of type ${shape.name} expected, but found ${file.root.name}`,
        line: file.root.line,
      },
    ];
  }
  const { elements, complaints } = checkElements(shape, file.root, draft.apiVersion, settings.elementOrder);
  if (complaints.length > 0) return complaints;
  const isHeader = shape.name === HEADER;
  const parent = valueOf(elements, 'externalClientApplication');
  // What a report saw when elements out of order took the parent with them (reference metadata §2.1, §9).
  if (!isHeader && parent === undefined) return [{ problem: 'Enter the name of the parent external client app' }];
  const candidate: EcaCandidate = {
    type: shape.name,
    fullName: file.fullName,
    elements,
    appName: isHeader ? file.fullName : (parent ?? ''),
    former: findComponent(draft.components, shape.name, file.fullName),
  };
  const refused = [
    ...missingElements(shape, candidate),
    ...(isHeader ? [] : parentProblems(draft, shape, candidate)),
    ...(RULES[shape.name] ?? []).flatMap((rule) => rule(draft, candidate)),
  ];
  if (refused.some(({ warning }) => warning !== true)) return refused;
  const isNewApp = isHeader && candidate.former === undefined;
  const header = appHeader(draft, candidate.appName);
  const locked = isNewApp ? settings.lockNewApps : header?.locked === true;
  const complete = completeElements(draft, candidate, locked);
  putComponent(draft, shape.name, file.fullName, complete, isNewApp ? { locked } : {});
  return refused;
}

/** The names of the elements that a file of a type must have. */
export function requiredElements(shape: TypeShape): readonly string[] {
  const required = shape.elements.filter((element) => element.required).map(({ name }) => name);
  return [...required, ...(ALSO_REQUIRED[shape.name] ?? [])];
}

function missingElements(shape: TypeShape, { elements }: EcaCandidate): readonly Complaint[] {
  return requiredElements(shape)
    .filter(
      (name) =>
        !elements.some(
          (element) => element.name === name && (element.text.trim() !== '' || element.children.length > 0),
        ),
    )
    .map((name) => ({ problem: `Required field is missing: ${name}` }));
}

/**
 * The parent must exist (reference metadata §9, INVALID_CROSS_REFERENCE_KEY), and an app has one record of each type: a
 * second policy under another name fails with this text (§2.2, §9), which names the one that is there. That the same holds for
 * settings is inferred. Types that occur once per platform have one record per platform.
 */
function parentProblems(draft: DeployDraft, shape: TypeShape, candidate: EcaCandidate): readonly Complaint[] {
  const { type, appName, former, elements } = candidate;
  if (appHeader(draft, appName) === undefined) {
    return [{ problem: `INVALID_CROSS_REFERENCE_KEY: no ExternalClientApplication named ${appName} found` }];
  }
  if (
    former !== undefined &&
    valueOf(former.elements, 'externalClientApplication')?.toLowerCase() !== appName.toLowerCase()
  ) {
    return [{ problem: `${candidate.fullName} belongs to another external client app; it can't be moved.` }];
  }
  const platform = shape.elements.find(
    (element) => shape.hasVariants && element.required && element.kind === 'enum',
  )?.name;
  const other = componentsOfApp(draft.components, type, appName).find(
    (component) =>
      component !== former &&
      (platform === undefined || valueOf(component.elements, platform) === valueOf(elements, platform)),
  );
  if (other === undefined) return [];
  return [{ problem: `duplicate value found: ExternalClientApplicationId duplicates value on ${other.fullName}` }];
}
