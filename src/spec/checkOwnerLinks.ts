import { typeByName } from '../catalog/metadataTypes.js';
import type { Spec } from '../catalog/spec.js';
import { activeTypes } from './activeTypes.js';
import type { Collector } from './collector.js';

/**
 * Elements that name the org which owns an app: only a packaged app carries them, and the link to a consumer only where the spec
 * does not describe a consumer of its own.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappoauthsettings.htm
 */
export function checkOwnerLinks(spec: Spec, collector: Collector): void {
  const isOpen = collector.unknown.some(([key]) => key === 'distribution' || key === undefined);
  const ownsConsumer = activeTypes(spec).some(({ type }) => type.name === 'ExtlClntAppGlobalOauthSettings');
  for (const [member, elements] of Object.entries(spec.metadata?.extra ?? {}))
    for (const key of Object.keys(elements)) {
      const known = typeByName(member)?.platformElements.find(({ name }) => name === key);
      if (known?.reason !== 'orgBound') continue;
      const refuse = (reason: string): void =>
        collector.add('shape/key-not-allowed', ['metadata', 'extra', member, key], { key, reason }, { on: 'key' });
      if (spec.distribution !== 'packaged' && !isOpen) refuse('orgBoundLocal');
      else if (key === 'oauthLink' && ownsConsumer) refuse('linkBesideConsumer');
    }
}
