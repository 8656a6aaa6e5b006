import type { ElementNode } from '../catalog/codec.js';
import { elementsNamed, memberKey, type Component } from './component.js';
import { sameApp } from './sameApp.js';

/** Components under the names that already exist, and what exists more often than it may. */
export type Adopted = {
  readonly components: readonly Component[];
  readonly repeated: readonly { readonly member: string; readonly fullNames: readonly string[] }[];
};

/**
 * Gives each desired component the full name and the label that the existing component of its app and type has; a label that the spec
 * sets by itself stays. Existing components are found by the app that they name, never by their own name, because Setup, the platform
 * and people name them in different ways. Of a member that exists twice none is taken.
 */
export function adoptMembers(desired: readonly Component[], existing: readonly Component[]): Adopted {
  const repeated: { member: string; fullNames: readonly string[] }[] = [];
  const components = desired.map((component) => {
    const own = existing.filter((one) => sameApp(one.app, component.app) && memberKey(one) === memberKey(component));
    const [first, second] = own;
    if (second !== undefined)
      repeated.push({ member: memberKey(component), fullNames: own.map(({ fullName }) => fullName) });
    return first === undefined || second !== undefined ? component : adopted(component, first);
  });
  return { components, repeated };
}

function adopted(component: Component, { fullName, ...existing }: Component): Component {
  if (component.type === 'ExternalClientApplication') return { ...component, fullName };
  const held = elementsNamed({ ...existing, fullName }, 'label')[0]?.content ?? '';
  const label = held.length === 0 ? fullName : held;
  // A label that differs from the member name comes from the spec.
  const elements = component.elements.map((element): ElementNode =>
    element.name === 'label' && element.content === component.fullName ? { ...element, content: label } : element,
  );
  return { ...component, fullName, elements };
}
