import type { MetadataType, Platform, TypeName } from '../catalog/metadataType.js';
import { metadataTypes } from '../catalog/metadataTypes.js';
import { rows } from '../catalog/rows.js';
import type { Spec } from '../catalog/spec.js';
import { own, valueAt, type KeyPath } from '../source/finding.js';

/** A component that an app has: its type and, for a type that occurs once per platform, the platform. */
export type ActiveType = { readonly type: MetadataType; readonly platform?: Platform };

const oauthTypes: readonly TypeName[] = [
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppOauthSecuritySettings',
];
const oauthRows = rows.filter(({ type }) => oauthTypes.includes(type.name)).map(({ key }) => key.split('.'));
const keysOfType = new Map<string, readonly KeyPath[]>(
  (metadataTypes as readonly MetadataType[]).map((type) => [type.name, type.rows.map(({ key }) => key.split('.'))]),
);
/** Where the keys of a type begin: most apps have none of them, which is seen at once. */
const sectionsOfType = new Map<string, readonly string[]>(
  [...keysOfType].map(([type, paths]) => [type, [...new Set(paths.map(([first = '']) => String(first)))]]),
);

/** True when the app has any key whose element belongs to OAuth, or carries an element of such a type. */
export function isOauthApp(spec: Spec): boolean {
  return oauthRows.some((path) => hasPath(spec, path)) || oauthTypes.some((type) => hasExtra(spec, type));
}

/** The components that a spec describes, in catalogue order, limited to `metadata.only` when it is there. */
export function activeTypes(spec: Spec): readonly ActiveType[] {
  const only = selectedTypes(spec);
  const oauth = isOauthApp(spec);
  return (metadataTypes as readonly MetadataType[]).flatMap((type): readonly ActiveType[] => {
    if (only !== undefined && !only.includes(type.name)) return [];
    const selected = only?.includes(type.name) === true;
    if (type.variants !== undefined)
      return type.variants
        .filter(({ section, platform }) => isOn(spec, section) || hasExtra(spec, `${type.name}.${platform}`))
        .map(({ platform }) => ({ type, platform }));
    if (type.presence === 'always' || (type.presence === 'oauth' && (oauth || selected))) return [{ type }];
    return type.presence === 'keys' && hasAny(spec, type) ? [{ type }] : [];
  });
}

/** The types that `metadata.only` limits a spec to; undefined when it limits nothing. */
export function selectedTypes({ metadata }: Spec): readonly string[] | undefined {
  const only = metadata?.only ?? [];
  return only.length === 0 ? undefined : only;
}

/** True when the spec has a value at a dotted key. */
export function hasKey(spec: Spec, key: string): boolean {
  return hasPath(spec, key.split('.'));
}

function hasAny(spec: Spec, { name }: MetadataType): boolean {
  if (hasExtra(spec, name)) return true;
  const sections = sectionsOfType.get(name) ?? [];
  return (
    sections.some((key) => own(spec, key) !== undefined) &&
    (keysOfType.get(name) ?? []).some((path) => hasPath(spec, path))
  );
}

/** Elements that the catalogue does not know are reason enough to write their component. */
function hasExtra(spec: Spec, member: string): boolean {
  return Object.keys(spec.metadata?.extra?.[member] ?? {}).length > 0;
}

function hasPath(spec: Spec, path: KeyPath): boolean {
  return valueAt(spec, path) !== undefined;
}

function isOn(spec: Spec, section: string): boolean {
  const value = valueAt(spec, section.split('.'));
  return value !== undefined && value !== false;
}
