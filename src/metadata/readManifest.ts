import { parseXml, type PlacedElement } from './parseXml.js';

/** A component that a package.xml names. */
export type ManifestMember = { readonly type: string; readonly fullName: string };

/** The components that a package.xml names, in its order; none when the text is no package.xml. */
export function readManifest(text: string): readonly ManifestMember[] {
  const parsed = parseXml(text);
  if ('finding' in parsed || parsed.root.name !== 'Package') return [];
  return childrenOf(parsed.root, 'types').flatMap((types) => {
    const [type = ''] = childrenOf(types, 'name').map(textOf);
    return childrenOf(types, 'members').map((member) => ({ type, fullName: textOf(member) }));
  });
}

function childrenOf({ content }: PlacedElement, name: string): readonly PlacedElement[] {
  return typeof content === 'string' ? [] : content.filter((child) => child.name === name);
}

function textOf({ content }: PlacedElement): string {
  return typeof content === 'string' ? content : '';
}
