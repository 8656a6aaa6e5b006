import type { MetadataType } from '../catalog/metadataType.js';
import { metadataTypes, typeByName } from '../catalog/metadataTypes.js';
import { elementsNamed, memberKey, type Component } from './component.js';
import { inOrder } from './specToComponents.js';

/** An element that ties a packaged component to the org that owns the app. */
export type OwnerLink = { readonly type: string; readonly element: string };

/** What of an app goes into a second-generation package. */
export type PackageParts = {
  /** The components to package, with the links to the owning org that the spec or an existing file gives. */
  readonly components: readonly Component[];
  /** Components of the app that a package does not take. */
  readonly left: readonly Component[];
  /** Links that only the existing file had. */
  readonly kept: readonly OwnerLink[];
  /** Links that neither the spec nor an existing file has. */
  readonly missing: readonly OwnerLink[];
};

/** Divides the components of an app into those that a package takes and those that stay in the org. */
export function packageParts(desired: readonly Component[], existing: readonly Component[]): PackageParts {
  const kept: OwnerLink[] = [];
  const missing: OwnerLink[] = [];
  const components = desired.filter(isPackageable).map((component) => {
    const file = existing.find((one) => memberKey(one) === memberKey(component));
    return ownerLinks(component.type).reduce((result, element): Component => {
      if (elementsNamed(result, element).length > 0) return result;
      const held = file === undefined ? [] : elementsNamed(file, element);
      (held.length > 0 ? kept : missing).push({ type: component.type, element });
      return { ...result, elements: inOrder([...result.elements, ...held]) };
    }, component);
  });
  return { components, left: desired.filter((component) => !isPackageable(component)), kept, missing };
}

/** Lines of a `.forceignore` that keep what no package takes out of a package directory. */
export function forceignoreLines(): readonly string[] {
  return (metadataTypes as readonly MetadataType[])
    .filter(({ packageable }) => packageable === 'no' || packageable === 'unknown')
    .map(({ suffix }) => `**/*.${suffix}-meta.xml`);
}

/** True when a package takes the component: by its type, and where credentials are involved only by a link to them. */
export function isPackageable(component: Component): boolean {
  const { packageable, rows } = typeByName(component.type);
  if (packageable !== 'linkOnly') return packageable === 'yes';
  const secrets = rows.filter(({ secret }) => secret === true).flatMap(({ elements }) => elements);
  const parents = new Set(secrets.map((element) => element.split('.')[0]));
  return !component.elements.some(({ name }) => parents.has(name));
}

/** The elements of a type that belong to one org; all of them tie a packaged component to its owner. */
function ownerLinks(type: Component['type']): readonly string[] {
  return typeByName(type)
    .platformElements.filter(({ reason }) => reason === 'orgBound')
    .map(({ name }) => name);
}
