import type { ElementRow } from '../catalog/metadataType.js';
import { rows } from '../catalog/rows.js';
import type { Spec } from '../catalog/spec.js';
import { valueAt } from '../source/finding.js';
import { activeTypes, isOauthApp, selectedTypes } from './activeTypes.js';
import { rowPath } from './rowPath.js';
import { rowValue } from './rowValue.js';

/**
 * The spec with every default of SPEC §1.1 written out; a switch that is on becomes a map of its settings.
 * Nothing that the user wrote is changed.
 */
export function completeSpec(spec: Spec): Spec {
  const completed = structuredClone(spec) as Record<string, unknown>;
  for (const { type, platform } of activeTypes(spec))
    for (const row of type.rows) {
      if (row.variant !== undefined && row.variant !== platform) continue;
      if (row.codec.kind === 'switch' && valueAt(completed, rowPath(row.key).path) === true && hasSettings(row))
        setAt(completed, row.key, {});
      const value = rowValue(completed as Spec, row).state === 'absent' ? defaultOf(row, spec) : undefined;
      if (value !== undefined) setAt(completed, row.key, value);
    }
  return completed as Spec;
}

/** The value that an absent key stands for in this spec, or undefined. */
export function defaultOf(row: ElementRow, spec: Spec): unknown {
  const dependent = dependentDefaults[row.key];
  return dependent === undefined ? row.specDefault : dependent(spec);
}

/** Defaults that follow from other keys. */
const dependentDefaults: Readonly<Record<string, (spec: Spec) => unknown>> = {
  label: ({ name }) => name,
  'policies.permittedUsers': ({ policies }) =>
    (policies?.permissionSets ?? []).length + (policies?.profiles ?? []).length > 0
      ? 'admin-approved'
      : 'self-authorize',
  // The OAuth half of an app that is described in part may be elsewhere; it must not be turned off.
  'policies.plugins.oauth': (spec) => isOauthApp(spec) || selectedTypes(spec) !== undefined,
  'policies.plugins.saml': ({ saml }) => (saml === undefined ? undefined : true),
};

/** True for a switch with settings that have defaults, so that `true` and a map mean the same. */
function hasSettings({ key }: ElementRow): boolean {
  return rows.some((row) => row.specDefault !== undefined && row.key.startsWith(`${key}.`));
}

function setAt(target: Record<string, unknown>, key: string, value: unknown): void {
  const { path } = rowPath(key);
  let current = target;
  for (const part of path.slice(0, -1)) {
    const next = current[part];
    if (typeof next !== 'object' || next === null || Array.isArray(next)) current[part] = {};
    current = current[part] as Record<string, unknown>;
  }
  current[path.at(-1) ?? ''] = typeof value === 'object' ? structuredClone(value) : value;
}
