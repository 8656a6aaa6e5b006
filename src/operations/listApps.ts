import { rowByKey, rows } from '../catalog/rows.js';
import type { TypeName } from '../catalog/metadataType.js';
import type { Component } from '../metadata/component.js';
import { readRow } from '../metadata/readRow.js';
import { sameApp } from '../metadata/sameApp.js';
import type { MetadataOrg } from '../org/metadataOrg.js';

/** An app as an org holds it, in the words of a spec; what the app does not have is null or empty. */
export type ListedApp = {
  name: string;
  label: string;
  distribution: string;
  enabled: boolean;
  permittedUsers: string | null;
  scopes: string[];
  /** The flows that are switched on, by their keys; the web server flow has no switch. */
  flows: string[];
  /** The spec of the app, or null. */
  spec: string | null;
};

/** A spec file by the app that it describes. */
export type NamedSpec = { readonly name: string; readonly file: string };

const keys = {
  label: 'label',
  distribution: 'distribution',
  enabled: 'policies.enabled',
  permittedUsers: 'policies.permittedUsers',
  scopes: 'scopes',
} as const;

/** `flows.<name>`, and for a flow without an element of its own the setting that turns it on. */
const flowRows = rows
  .filter(({ key }) => /^flows\.[A-Za-z]+$/.test(key))
  .map((row) => ({ flow: row.key.slice('flows.'.length), row: row.elements.length > 0 ? row : settingOf(row.key) }));

/** Lists the apps of an org by name, from one retrieve job. Rejects with an OrgFailure. */
export async function listApps(
  org: Pick<MetadataOrg, 'retrieve'>,
  specs: readonly NamedSpec[],
  apiVersion: number,
): Promise<ListedApp[]> {
  const types = new Set<TypeName>(['ExternalClientApplication']);
  for (const row of [...Object.values(keys).map(rowByKey), ...flowRows.map(({ row }) => row)])
    if (row !== undefined) types.add(row.type.name);
  const { components } = await org.retrieve([...types], apiVersion);
  return components
    .filter(({ type }) => type === 'ExternalClientApplication')
    .map(({ fullName }) =>
      listedApp(
        fullName,
        components.filter(({ app }) => sameApp(app, fullName)),
        specs,
      ),
    )
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function listedApp(name: string, own: readonly Component[], specs: readonly NamedSpec[]): ListedApp {
  const { label, distribution, enabled, permittedUsers, scopes } = keys;
  return {
    name,
    label: textOf(valueOf(own, label)) ?? name,
    distribution: textOf(valueOf(own, distribution)) ?? '',
    enabled: valueOf(own, enabled) !== false,
    permittedUsers: textOf(valueOf(own, permittedUsers)) ?? null,
    scopes: listOf(valueOf(own, scopes)),
    flows: flowRows.filter(({ row }) => row !== undefined && isOn(valueOf(own, row.key))).map(({ flow }) => flow),
    spec: specs.find((spec) => sameApp(spec.name, name))?.file ?? null,
  };
}

/** The value of a key; a text that no word stands for as it is; what the absence of the element means in a component that is there. */
function valueOf(own: readonly Component[], key: string): unknown {
  const row = rowByKey(key);
  const component = row === undefined ? undefined : own.find(({ type }) => type === row.type.name);
  if (row === undefined || component === undefined) return undefined;
  const reading = readRow(component, row);
  if (reading.state === 'absent') return row.absentMeans;
  return reading.state === 'value' ? reading.value : reading.text;
}

function settingOf(flow: string): (typeof rows)[number] | undefined {
  return rows.find(({ key, elements }) => key.startsWith(`${flow}.`) && elements.length > 0);
}

/** A switch that is on, or a setting that is there. */
function isOn(value: unknown): boolean {
  return value !== undefined && value !== false;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
