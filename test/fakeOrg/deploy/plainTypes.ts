import type { TypeShape } from '../eca/typeShapes.js';
import { typeShapes } from '../eca/typeShapes.js';
import { isXmlProblem, newElement, readXml, type XmlElement } from '../xml/readXml.js';
import { putComponent, type Complaint, type DeployDraft, type PackageComponent } from './deployDraft.js';
import { findComponent } from './componentStore.js';

/** Where the files of a type lie in a package, and how its root element is called when that is not the type. */
export type PackageFolder = {
  readonly type: string;
  readonly folder: string;
  readonly suffix: string;
  readonly since: number;
};

/** Types beside those of External Client Apps; the org keeps their files as they are. */
const PLAIN_TYPES: readonly PackageFolder[] = [
  { type: 'Settings', folder: 'settings', suffix: 'settings', since: 40 },
  { type: 'PermissionSet', folder: 'permissionsets', suffix: 'permissionset', since: 22 },
  { type: 'Profile', folder: 'profiles', suffix: 'profile', since: 10 },
  { type: 'ConnectedApp', folder: 'connectedApps', suffix: 'connectedApp', since: 30 },
  { type: 'OauthCustomScope', folder: 'oauthcustomscopes', suffix: 'oauthcustomscope', since: 46 },
  { type: 'CustomPermission', folder: 'customPermissions', suffix: 'customPermission', since: 31 },
];

/**
 * Elements of the settings that matter to External Client Apps, with their first and last version
 * (reference metadata §3.15, §3.16); a deploy changes those it names and leaves the others alone.
 */
const SETTINGS: Readonly<
  Record<string, { readonly root: string; readonly elements: readonly (readonly [string, number, number])[] }>
> = {
  ExternalClientApp: {
    root: 'ExternalClientAppSettings',
    elements: [
      ['enableClientSecretInRestApiAccess', 60, 999],
      ['enableConsumerSecretApiAccess', 57, 999],
      ['enableExternalClientApps', 58, 62],
      ['enablePackageEcaOauthFromDevOrg', 60, 999],
    ],
  },
  OauthOidc: {
    root: 'OauthOidcSettings',
    elements: [
      ['blockOAuthUnPwFlow', 55, 999],
      ['blockOAuthUsrAgtFlow', 55, 999],
      ['isPkceRequired', 58, 999],
      ['oAuthCdCrdtFlowEnable', 59, 999],
    ],
  },
};

/** Every type that the org knows. */
export const packageFolders: readonly PackageFolder[] = [
  ...typeShapes.map(({ name, folder, suffix, since }: TypeShape) => ({ type: name, folder, suffix, since })),
  ...PLAIN_TYPES,
];

/** The root element of a file. */
export function rootName(type: string, fullName: string): string {
  return type === 'Settings' ? (SETTINGS[fullName]?.root ?? `${fullName}Settings`) : type;
}

/** The settings that a fresh org holds, all false but the secret access that the options ask for. */
export function initialSettings(fullName: string, secretAccess: boolean, apiVersion: number): readonly XmlElement[] {
  const known =
    SETTINGS[fullName]?.elements.filter(([, since, until]) => since <= apiVersion && until >= apiVersion) ?? [];
  return known.map(([name]) => newElement(name, String(name === 'enableClientSecretInRestApiAccess' && secretAccess)));
}

/** The settings members of an org. */
export const settingsMembers = Object.keys(SETTINGS);

/** Puts a component of another type into the draft. */
export function deployPlainComponent(draft: DeployDraft, file: PackageComponent): readonly Complaint[] {
  if (file.type === 'Settings') return deploySettings(draft, file);
  const former = findComponent(draft.components, file.type, file.fullName);
  if (file.type === 'ConnectedApp' && former === undefined) {
    // Restricted since Spring '26 (reference oauth §3.13, help 005228017).
    return [
      {
        problem:
          "You can't create a connected app. To enable connected app creation, contact Salesforce Customer Support.",
      },
    ];
  }
  putComponent(draft, file.type, file.fullName, file.root.children);
  if (file.type === 'PermissionSet') {
    const permissions = file.root.children
      .filter(({ name }) => name === 'userPermissions')
      .map(({ children }) => children.find(({ name }) => name === 'name')?.text.trim() ?? '');
    draft.permissionSets.push({ name: file.fullName, permissions });
  }
  return [];
}

function deploySettings(draft: DeployDraft, file: PackageComponent): readonly Complaint[] {
  const known = SETTINGS[file.fullName];
  if (known === undefined || file.root.name !== known.root)
    return [{ problem: `No Settings named ${file.fullName} found` }];
  const complaints = file.root.children.flatMap(({ name, text, line }): readonly Complaint[] => {
    const element = known.elements.find(([candidate]) => candidate === name);
    if (element === undefined)
      return [{ problem: `Error parsing file: Element ${name} invalid at this location in type ${known.root}`, line }];
    const [, since, until] = element;
    if (since > draft.apiVersion || until < draft.apiVersion) {
      return [{ problem: `Error parsing file: Property '${name}' not valid in version ${draft.apiVersion}.0`, line }];
    }
    return ['true', 'false'].includes(text.trim())
      ? []
      : [{ problem: `Error parsing file: '${text}' is not a valid value for the type xsd:boolean`, line }];
  });
  if (complaints.length > 0) return complaints;
  const former = findComponent(draft.components, 'Settings', file.fullName)?.elements ?? [];
  const given = new Map(file.root.children.map((element) => [element.name, element]));
  const names = [...new Set([...former.map(({ name }) => name), ...given.keys()])].sort();
  const elements = names.flatMap((name) => given.get(name) ?? former.find((element) => element.name === name) ?? []);
  putComponent(draft, 'Settings', file.fullName, elements);
  return [];
}

/** The elements of a metadata file that a test puts into the org; a broken text is the test's own mistake. */
export function elementsOfXml(xml: string): readonly XmlElement[] {
  const root = readXml(xml);
  if (isXmlProblem(root)) throw new Error(`Not XML at line ${root.line}: ${root.problem}`);
  return root.children;
}
