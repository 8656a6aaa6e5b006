import type { MetadataType, Platform, TypeName } from '../catalog/metadataType.js';
import { metadataTypes } from '../catalog/metadataTypes.js';
import { rows } from '../catalog/rows.js';
import type { Spec } from '../catalog/spec.js';
import { valueAt } from '../source/finding.js';

/** A component that an app has: its type and, for a type that occurs once per platform, the platform. */
export type ActiveType = { readonly type: MetadataType; readonly platform?: Platform };

const oauthTypes: readonly TypeName[] = [
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppOauthSecuritySettings',
];

/** True when the app has any key whose element belongs to OAuth. */
export function isOauthApp(spec: Spec): boolean {
  return rows.some((row) => oauthTypes.includes(row.type.name) && hasKey(spec, row.key));
}

/** The components that a spec describes, in catalogue order, limited to `metadata.only` when it is there. */
export function activeTypes(spec: Spec): readonly ActiveType[] {
  const only = spec.metadata?.only;
  const oauth = isOauthApp(spec);
  return (metadataTypes as readonly MetadataType[]).flatMap((type): readonly ActiveType[] => {
    if (only !== undefined && !only.includes(type.name)) return [];
    const selected = only?.includes(type.name) === true;
    if (type.variants !== undefined)
      return type.variants.filter(({ section }) => isOn(spec, section)).map(({ platform }) => ({ type, platform }));
    if (type.presence === 'always' || (type.presence === 'oauth' && (oauth || selected))) return [{ type }];
    return type.presence === 'keys' && (selected || type.rows.some(({ key }) => hasKey(spec, key))) ? [{ type }] : [];
  });
}

/** True when the spec has a value at a dotted key. */
export function hasKey(spec: Spec, key: string): boolean {
  return valueAt(spec, key.split('.')) !== undefined;
}

function isOn(spec: Spec, section: string): boolean {
  const value = valueAt(spec, section.split('.'));
  return value !== undefined && value !== false;
}
