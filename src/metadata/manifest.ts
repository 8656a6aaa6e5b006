import { xmlDocument } from './componentToXml.js';
import type { ManifestMember } from './readManifest.js';

/** The package.xml that names every component, sorted, for an API version. */
export function manifest(components: readonly ManifestMember[], apiVersion: number): string {
  const types = [...new Set(components.map(({ type }) => type))].toSorted();
  return xmlDocument('Package', [
    ...types.map((type) => ({
      name: 'types',
      content: [
        ...components
          .filter((component) => component.type === type)
          .map(({ fullName }) => fullName)
          .toSorted()
          .map((content) => ({ name: 'members', content })),
        { name: 'name', content: type },
      ],
    })),
    { name: 'version', content: apiVersion.toFixed(1) },
  ]);
}
