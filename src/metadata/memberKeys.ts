import { typeByName } from '../catalog/metadataTypes.js';
import type { ExtraValue, MetadataKeys, Spec } from '../catalog/spec.js';
import { partialTypes } from './draftSpec.js';
import type { ElementReadings } from './readElements.js';

/** What of an app's member names, labels and types differs from what the plugin would write by itself. */
export function memberKeys(
  spec: Spec,
  parts: readonly ElementReadings[],
  extra: Readonly<Record<string, Readonly<Record<string, ExtraValue>>>>,
  noNames: ReadonlySet<string>,
): MetadataKeys {
  const names: [string, string][] = [];
  const labels: [string, string][] = [];
  for (const { source, member, platformElements } of parts) {
    const { component } = source;
    if (component.type === 'ExternalClientApplication') continue;
    const wanted = conventionalName(spec.name, component);
    if (component.fullName !== wanted && !noNames.has(member)) names.push([member, component.fullName]);
    const label = textOf(platformElements.find(({ node }) => node.name === 'label')?.node.content);
    const name = noNames.has(member) ? wanted : component.fullName;
    if (label !== '' && label !== name) labels.push([member, label]);
  }
  const withExtra = Object.keys(extra).length > 0 ? { ...spec, metadata: { extra } } : spec;
  const only = partialTypes(
    withExtra,
    parts.map(({ source }) => source.component),
  );
  return {
    ...(names.length > 0 ? { names: Object.fromEntries(names) } : {}),
    ...(labels.length > 0 ? { labels: Object.fromEntries(labels) } : {}),
    ...(only === undefined ? {} : { only }),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}

function conventionalName(app: string, { type: name, platform }: ElementReadings['source']['component']): string {
  const type = typeByName(name);
  return `${app}${type.variants?.find((variant) => variant.platform === platform)?.memberSuffix ?? type.memberSuffix}`;
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content.trim() : '';
}
