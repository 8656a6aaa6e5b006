import { keep, newDraft } from '../deploy/deployPackage.js';
import { componentsOfApp, findComponent } from '../deploy/componentStore.js';
import { putComponent } from '../deploy/deployDraft.js';
import { elementsOfXml } from '../deploy/plainTypes.js';
import { addPermissionSet, addUser, assignPermissionSet, userByName } from '../directory.js';
import { completeElements } from '../eca/completeElements.js';
import { finishApps, removeApp } from '../eca/finishApps.js';
import { shapeOf } from '../eca/typeShapes.js';
import type { PermissionOption, UserOption } from '../fakeOrgOptions.js';
import type { OrgState } from '../orgState.js';
import { newElement, type XmlElement } from '../xml/readXml.js';

/** What people do in Setup, in the moment, past the Metadata API and its checks. */
export type Setup = {
  /** Makes an app with OAuth and Setup's member names; `scopes` are tokens. Returns nothing; see `state`. */
  readonly createApp: (app: {
    readonly name: string;
    readonly callbackUrl?: string;
    readonly scopes?: readonly string[];
  }) => void;
  /** Sets one element of a component, or takes it away with `null`. */
  readonly setValue: (type: string, fullName: string, element: string, text: string | null) => void;
  /** Puts a component in place as this XML says, whatever was there. */
  readonly putComponent: (type: string, fullName: string, xml: string) => void;
  /** Removes a component; an app goes with all that belongs to it. */
  readonly removeComponent: (type: string, fullName: string) => void;
  /** The first save of an app in Setup, which makes its `<App>_oauthSecurity` record (reference metadata §2.2, §3.5). */
  readonly saveApp: (name: string) => void;
  /** What Salesforce Support does for an app that is locked to PKCE, rotation and the idle timeout. */
  readonly unlockApp: (name: string) => void;
  readonly addUser: (user: UserOption) => void;
  readonly setUserActive: (username: string, active: boolean) => void;
  readonly addPermissionSet: (set: PermissionOption) => void;
  readonly assignPermissionSet: (username: string, permissionSet: string) => void;
};

/** Setup of an org. */
export function createSetup(state: OrgState): Setup {
  const { directory, makeId } = state;
  const change = (work: (draft: ReturnType<typeof newDraft>) => void): void => {
    const draft = newDraft(state, state.settings.username, state.settings.apiVersion);
    work(draft);
    finishApps(draft);
    keep(state, draft);
  };
  return {
    createApp: (app) => change((draft) => createApp(draft, app)),
    setValue: (type, fullName, element, text) =>
      change((draft) => {
        const component = findComponent(draft.components, type, fullName);
        if (component === undefined) throw new Error(`The fake org holds no ${type} ${fullName}.`);
        const order = shapeOf(type)?.elements.map(({ name }) => name) ?? [];
        const others = component.elements.filter(({ name }) => name !== element);
        const elements = text === null ? others : [...others, newElement(element, text)];
        elements.sort((left, right) => order.indexOf(left.name) - order.indexOf(right.name));
        putComponent(draft, type, fullName, elements);
      }),
    putComponent: (type, fullName, xml) => change((draft) => putWhole(draft, type, fullName, elementsOfXml(xml))),
    removeComponent: (type, fullName) =>
      change((draft) => {
        if (type === 'ExternalClientApplication') removeApp(draft, fullName);
        else draft.components.delete(`${type}:${fullName.toLowerCase()}`);
      }),
    saveApp: (name) =>
      change((draft) => {
        const type = 'ExtlClntAppOauthSecuritySettings';
        if (componentsOfApp(draft.components, type, name).length > 0) return;
        putWhole(draft, type, `${name}_oauthSecurity`, owned(name, `${name}_oauthSecurity`));
      }),
    unlockApp: (name) =>
      change((draft) => {
        const header = findComponent(draft.components, 'ExternalClientApplication', name);
        if (header !== undefined) putComponent(draft, header.type, name, header.elements, { locked: false });
      }),
    addUser: (user) => void addUser(directory, makeId, user),
    setUserActive: (username, active) => {
      const user = userByName(directory, username);
      if (user !== undefined) user.active = active;
    },
    addPermissionSet: (set) => void addPermissionSet(directory, makeId, set),
    assignPermissionSet: (username, set) => assignPermissionSet(directory, makeId, username, set),
  };
}

type Draft = ReturnType<typeof newDraft>;

/** Member names and refresh token policy of apps that Setup makes: reference metadata §2.2, oauth §1.0. */
function createApp(draft: Draft, app: { name: string; callbackUrl?: string; scopes?: readonly string[] }): void {
  const { name, callbackUrl = 'https://app.example.com/callback', scopes = ['Api', 'RefreshToken'] } = app;
  const { lockNewApps } = draft.state.settings;
  const header = [newElement('contactEmail', 'admin@fake.example.com'), newElement('label', name)];
  putWhole(draft, 'ExternalClientApplication', name, header, lockNewApps);
  putWhole(draft, 'ExtlClntAppGlobalOauthSettings', `${name}_glbloauth`, [
    newElement('callbackUrl', callbackUrl),
    ...owned(name, `${name}_glbloauth`),
  ]);
  putWhole(draft, 'ExtlClntAppOauthSettings', `${name}_oauth`, [
    newElement('commaSeparatedOauthScopes', scopes.join(', ')),
    ...owned(name, `${name}_oauth`),
  ]);
  putWhole(draft, 'ExtlClntAppConfigurablePolicies', `${name}_plcy`, owned(name, `${name}_plcy`));
  const idle = {
    refreshTokenPolicyType: 'SpecificInactivity',
    refreshTokenValidityPeriod: '30',
    refreshTokenValidityUnit: 'Days',
  };
  const policy = lockNewApps ? Object.entries(idle).map(([key, text]) => newElement(key, text)) : [];
  putWhole(draft, 'ExtlClntAppOauthConfigurablePolicies', `${name}_oauthPlcy`, [
    ...owned(name, `${name}_oauthPlcy`),
    ...policy,
  ]);
}

function owned(appName: string, label: string): readonly XmlElement[] {
  return [newElement('externalClientApplication', appName), newElement('label', label)];
}

function putWhole(draft: Draft, type: string, fullName: string, elements: readonly XmlElement[], locked = false): void {
  const appName = elements.find(({ name }) => name === 'externalClientApplication')?.text.trim() ?? fullName;
  const lockedApp = locked || findComponent(draft.components, 'ExternalClientApplication', appName)?.locked === true;
  const candidate = { type, fullName, appName, elements, former: findComponent(draft.components, type, fullName) };
  const complete = shapeOf(type) === undefined ? elements : completeElements(draft, candidate, lockedApp);
  putComponent(draft, type, fullName, complete, type === 'ExternalClientApplication' ? { locked: lockedApp } : {});
}
