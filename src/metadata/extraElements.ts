import type { ElementNode } from '../catalog/codec.js';
import type { ExtraItem, ExtraValue } from '../catalog/spec.js';
import { secretPlaces } from '../source/secretPatterns.js';

/** Elements by their names as `metadata.extra` carries them: text, a map of sub-elements, or a list of both for a repeated element. */
export function extraValues(nodes: readonly ElementNode[]): Readonly<Record<string, ExtraValue>> {
  const names = [...new Set(nodes.map(({ name }) => name))];
  return Object.fromEntries(
    names.map((name) => {
      const items = nodes
        .filter((node) => node.name === name)
        .map(({ content }): ExtraItem => (typeof content === 'string' ? content : extraValues(content)));
      const [first] = items;
      return [name, items.length === 1 && first !== undefined ? first : items];
    }),
  );
}

/** Puts elements called `parent.child` back into their parent. */
export function unflatten(nodes: readonly ElementNode[]): readonly ElementNode[] {
  const flat = nodes.filter(({ name }) => !name.includes('.'));
  const parents = [
    ...new Set(nodes.flatMap(({ name }) => (name.includes('.') ? [name.slice(0, name.indexOf('.'))] : []))),
  ];
  return [
    ...flat,
    ...parents.map((parent) => ({
      name: parent,
      content: nodes.flatMap(({ name, content }) =>
        name.startsWith(`${parent}.`) ? [{ name: name.slice(parent.length + 1), content }] : [],
      ),
    })),
  ];
}

const secretNames = /^(consumerSecret|clientSecret|password|privateKey|signingKey|serviceAccount)$/;

/** True for an element that must never be written into a spec: a secret by its name or by what it looks like. */
export function isSecretElement({ name, content }: ElementNode): boolean {
  if (secretNames.test(name.slice(name.lastIndexOf('.') + 1)) || name === 'applePushConfig.certificate') return true;
  // A name such as isSecretRequired… says nothing; 64 hexadecimal digits may also be a fingerprint.
  if (typeof content === 'string') return secretPlaces(content).some(({ kind }) => kind !== 'consumerSecret');
  return content.some(isSecretElement);
}

/** The text of an element, or those of its children. */
export function text({ content }: ElementNode): string {
  return typeof content === 'string' ? content : content.map((child) => `${child.name}: ${text(child)}`).join(', ');
}
