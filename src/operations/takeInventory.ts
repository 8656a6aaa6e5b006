import { X509Certificate } from 'node:crypto';
import { callbackUrls } from '../catalog/codecs/callback.js';
import { rows } from '../catalog/rows.js';
import { scopeByWord } from '../catalog/scopes.js';
import type { Spec } from '../catalog/spec.js';
import { valueAt } from '../source/finding.js';
import type { SourceDocument } from '../source/sourceDocument.js';
import { isOauthApp } from '../spec/activeTypes.js';
import { parsePath } from '../spec/collector.js';
import type { LoadedSpec } from './loadSpecs.js';

/** What people ask about an OAuth client: whose it is, what it may do, who may use it, and what runs out. */
export type InventoryEntry = {
  name: string;
  label: string;
  spec: string;
  contactEmail: string;
  distribution: string;
  enabled: boolean;
  callbacks: string[];
  scopes: { scope: string; covers: string }[];
  flows: string[];
  permittedUsers: string;
  permissionSets: string[];
  profiles: string[];
  runAs: string | null;
  /** `expires` is an ISO day; null for a file that is no certificate or not there. */
  certificates: { file: string; expires: string | null }[];
  waivers: { rule: string; reason: string; until: string | null }[];
};

/** One entry per spec that could be read, sorted by name. */
export function takeInventory(specs: readonly LoadedSpec[]): InventoryEntry[] {
  return specs.flatMap(entry).toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function entry({ completed: whole, document, file, attachments }: LoadedSpec): InventoryEntry[] {
  if (whole === undefined || whole.name === '') return [];
  const completed = withoutSecrets(whole, document);
  const { policies, flows } = completed;
  const clientCredentials = flows?.clientCredentials;
  return [
    {
      name: completed.name,
      label: completed.label ?? completed.name,
      spec: file,
      contactEmail: completed.contactEmail ?? '',
      distribution: completed.distribution ?? '',
      enabled: policies?.enabled ?? true,
      callbacks: [...callbackUrls(completed.callback)],
      scopes: (completed.scopes ?? []).map((scope) => ({ scope, covers: scopeByWord(scope)?.covers ?? '' })),
      flows: flowNames(completed),
      permittedUsers: policies?.permittedUsers ?? '',
      permissionSets: [...(policies?.permissionSets ?? [])],
      profiles: [...(policies?.profiles ?? [])],
      runAs: clientCredentials === undefined || clientCredentials === false ? null : (clientCredentials.runAs ?? null),
      certificates: certificatePaths(completed).map((path) => ({ file: path, expires: expiry(attachments.get(path)) })),
      waivers: (completed.lint?.ignore ?? []).map(({ rule, reason, until }) => ({
        rule,
        reason,
        until: until ?? null,
      })),
    },
  ];
}

/** The page is for many eyes: what comes from a secret variable is not on it. */
function withoutSecrets(spec: Spec, document: SourceDocument | undefined): Spec {
  const secrets = [...(document?.substitutions ?? [])].filter(([, { secret }]) => secret);
  if (secrets.length === 0) return spec;
  const copy = structuredClone(spec);
  for (const [key] of secrets) {
    const path = parsePath(key);
    const parent = valueAt(copy, path.slice(0, -1));
    if (typeof parent === 'object' && parent !== null) Reflect.set(parent, path.at(-1) ?? '', '[REDACTED]');
  }
  return copy;
}

/** The flows that are on, by their keys; the web server flow has no switch and works for every OAuth app. */
function flowNames(spec: Spec): string[] {
  const switches = rows
    .filter(({ key }) => /^flows\.[A-Za-z]+$/.test(key))
    .map(({ key }) => key.slice('flows.'.length));
  const on = switches.filter(
    (flow) => ![undefined, false].includes(valueAt(spec, ['flows', flow]) as undefined | false),
  );
  return isOauthApp(spec) ? ['webServer', ...on] : [];
}

function certificatePaths(spec: Spec): string[] {
  return rows
    .filter(({ codec }) => codec.kind === 'certificate')
    .map(({ key }) => valueAt(spec, key.split('.')))
    .filter((path): path is string => typeof path === 'string');
}

function expiry(bytes: Uint8Array | undefined): string | null {
  if (bytes === undefined) return null;
  try {
    return new Date(new X509Certificate(bytes).validTo).toISOString().slice(0, 10);
  } catch {
    // No certificate has no expiry; the checks say what is wrong with the file.
    return null;
  }
}
