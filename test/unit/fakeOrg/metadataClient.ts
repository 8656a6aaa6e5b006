import JSZip from 'jszip';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { childText, isXmlProblem, readXml, type XmlElement } from '../../fakeOrg/xml/readXml.js';
import { escapeXml } from '../../fakeOrg/xml/writeXml.js';

/** Files of a package by path; `package.xml` is made from them unless it is among them. */
export type Files = Readonly<Record<string, string>>;

/** What a deployment came to. */
export type Outcome = {
  readonly status: string;
  /** `Type:fullName: problem` of each failure. */
  readonly failures: readonly string[];
  /** `Type:fullName` of each success. */
  readonly successes: readonly string[];
  readonly result: XmlElement;
};

export type DeployChoice = {
  readonly version?: number;
  readonly endpoint?: number;
  readonly options?: Readonly<Record<string, boolean>>;
};

const FOLDERS: Readonly<Record<string, readonly [folder: string, suffix: string]>> = {
  ExternalClientApplication: ['externalClientApps', 'eca'],
  ExtlClntAppGlobalOauthSettings: ['extlClntAppGlobalOauthSets', 'ecaGlblOauth'],
  ExtlClntAppOauthSettings: ['extlClntAppOauthSettings', 'ecaOauth'],
  ExtlClntAppOauthConfigurablePolicies: ['extlClntAppOauthPolicies', 'ecaOauthPlcy'],
  ExtlClntAppConfigurablePolicies: ['extlClntAppPolicies', 'ecaPlcy'],
  ExtlClntAppOauthSecuritySettings: ['extlClntAppOauthSecuritySettings', 'ecaOauthSecurity'],
  Settings: ['settings', 'settings'],
  PermissionSet: ['permissionsets', 'permissionset'],
  ConnectedApp: ['connectedApps', 'connectedApp'],
};

/** A metadata file with its path; elements in the order given. */
export function file(type: string, fullName: string, elements: Readonly<Record<string, string>>, root = type): Files {
  const [folder, suffix] = FOLDERS[type] ?? ['unknown', 'unknown'];
  const inner = Object.entries(elements).map(
    ([name, text]) => `<${name}>${text.startsWith('<') ? text : escapeXml(text)}</${name}>`,
  );
  return {
    [`${folder}/${fullName}.${suffix}`]: `<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${inner.join('\n')}\n</${root}>`,
  };
}

/** Header, global settings and OAuth settings of an app, with overrides per part; `null` leaves the part out. */
export function appFiles(
  name: string,
  parts: {
    readonly header?: Readonly<Record<string, string>> | null;
    readonly global?: Readonly<Record<string, string>> | null;
    readonly oauth?: Readonly<Record<string, string>> | null;
  } = {},
): Files {
  const header = { contactEmail: 'a@example.com', distributionState: 'Local', isProtected: 'false', label: name };
  const global = {
    callbackUrl: 'https://app.example.com/callback',
    externalClientApplication: name,
    label: `${name}_glbloauth`,
  };
  const oauth = {
    commaSeparatedOauthScopes: 'Api, RefreshToken',
    externalClientApplication: name,
    label: `${name}_oauth`,
  };
  const sorted = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1)));
  return {
    ...(parts.header === null ? {} : file('ExternalClientApplication', name, sorted({ ...header, ...parts.header }))),
    ...(parts.global === null
      ? {}
      : file('ExtlClntAppGlobalOauthSettings', `${name}_glbloauth`, sorted({ ...global, ...parts.global }))),
    ...(parts.oauth === null
      ? {}
      : file('ExtlClntAppOauthSettings', `${name}_oauth`, sorted({ ...oauth, ...parts.oauth }))),
  };
}

/** OAuth policies of an app. */
export function policyFile(
  name: string,
  values: Readonly<Record<string, string>>,
  fullName = `${name}_oauthPlcy`,
): Files {
  const all = Object.entries({ externalClientApplication: name, label: fullName, ...values });
  return file(
    'ExtlClntAppOauthConfigurablePolicies',
    fullName,
    Object.fromEntries(all.sort(([left], [right]) => (left < right ? -1 : 1))),
  );
}

/** The manifest for files. */
export function manifest(files: Files, version = 66): string {
  const types = Object.keys(files).flatMap((path) => {
    const [type] = Object.entries(FOLDERS).find(([, [folder]]) => path.startsWith(`${folder}/`)) ?? [];
    const member = path
      .split('/')
      .at(-1)
      ?.replace(/\.[^.]+$/, '');
    return type === undefined ? [] : [`<types><members>${member}</members><name>${type}</name></types>`];
  });
  return `<Package xmlns="http://soap.sforce.com/2006/04/metadata">${types.join('')}<version>${version}.0</version></Package>`;
}

/** A package as zip. */
export async function zipOf(files: Files, version?: number): Promise<Buffer> {
  const zip = new JSZip();
  for (const [path, text] of Object.entries({ 'package.xml': manifest(files, version), ...files }))
    zip.file(path, text);
  return zip.generateAsync({ type: 'nodebuffer' });
}

/** Calls an operation of the SOAP Metadata API; the body element of the answer. */
export async function callSoap(
  org: FakeOrg,
  operation: string,
  inner: string,
  endpoint = 67,
  token = org.accessToken,
): Promise<XmlElement> {
  const session = `<env:Header><SessionHeader><sessionId>${token}</sessionId></SessionHeader></env:Header>`;
  const body = `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/">${session}<env:Body><${operation}>${inner}</${operation}></env:Body></env:Envelope>`;
  const response = await fetch(`${org.url}/services/Soap/m/${endpoint}.0`, { method: 'POST', body });
  const root = readXml(await response.text());
  if (isXmlProblem(root)) throw new Error(root.problem);
  const answer = root.children.find(({ name }) => name === 'Body')?.children[0];
  if (answer === undefined) throw new Error('The answer has no body.');
  return answer;
}

/** Deploys by SOAP and polls until the job is done. */
export async function deploy(
  org: FakeOrg,
  files: Files,
  { version, endpoint, options }: DeployChoice = {},
): Promise<Outcome> {
  const zip = (await zipOf(files, version)).toString('base64');
  const flags = Object.entries({ rollbackOnError: true, singlePackage: true, ...options }).map(
    ([name, value]) => `<${name}>${String(value)}</${name}>`,
  );
  const started = await callSoap(
    org,
    'deploy',
    `<ZipFile>${zip}</ZipFile><DeployOptions>${flags.join('')}</DeployOptions>`,
    endpoint,
  );
  const id = childText(started.children[0] ?? started, 'id') ?? '';
  for (;;) {
    const answer = await callSoap(
      org,
      'checkDeployStatus',
      `<asyncProcessId>${id}</asyncProcessId><includeDetails>true</includeDetails>`,
      endpoint,
    );
    const result = answer.children[0] ?? answer;
    if (childText(result, 'done') === 'true') return readOutcome(result);
  }
}

/** Deploys and expects success; the failures are the error otherwise. */
export async function deployed(org: FakeOrg, files: Files, choice: DeployChoice = {}): Promise<Outcome> {
  const outcome = await deploy(org, files, choice);
  if (outcome.status !== 'Succeeded') throw new Error(`${outcome.status}: ${outcome.failures.join('; ')}`);
  return outcome;
}

function readOutcome(result: XmlElement): Outcome {
  const details = result.children.find(({ name }) => name === 'details');
  const rows = (name: string): readonly XmlElement[] => details?.children.filter((row) => row.name === name) ?? [];
  const label = (row: XmlElement): string => `${childText(row, 'componentType')}:${childText(row, 'fullName')}`;
  return {
    status: childText(result, 'status') ?? '',
    failures: rows('componentFailures').map((row) => `${label(row)}: ${childText(row, 'problem')}`),
    successes: rows('componentSuccesses').map(label),
    result,
  };
}

/** The elements of a component as readMetadata shows them, nested ones as `{…}`; undefined when the org has none. */
export async function read(
  org: FakeOrg,
  type: string,
  fullName: string,
  endpoint = 67,
): Promise<Readonly<Record<string, string>> | undefined> {
  const answer = await callSoap(
    org,
    'readMetadata',
    `<type>${type}</type><fullNames>${fullName}</fullNames>`,
    endpoint,
  );
  const record = answer.children[0]?.children[0];
  if (record === undefined || record.children.length === 0) return undefined;
  return Object.fromEntries(
    record.children.map(({ name, text, children }) => [name, children.length > 0 ? '{…}' : text]),
  );
}
