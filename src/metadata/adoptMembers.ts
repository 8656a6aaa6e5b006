import { memberKey, type Component } from './component.js';

/** Components under the names that already exist, and what exists more often than it may. */
export type Adopted = {
  readonly components: readonly Component[];
  readonly repeated: readonly { readonly member: string; readonly fullNames: readonly string[] }[];
};

/**
 * Gives each desired component the full name that the existing component of its app and type has, and the label that follows from it.
 * Existing components are found by the app that they name, never by their own name, because Setup, the platform and people name them in different ways.
 */
export function adoptMembers(desired: readonly Component[], existing: readonly Component[]): Adopted {
  const repeated: { member: string; fullNames: readonly string[] }[] = [];
  const components = desired.map((component) => {
    const own = existing.filter((one) => one.app === component.app && memberKey(one) === memberKey(component));
    const [first, second] = own;
    if (second !== undefined)
      repeated.push({ member: memberKey(component), fullNames: own.map(({ fullName }) => fullName) });
    return first === undefined || second !== undefined ? component : renamed(component, first.fullName);
  });
  return { components, repeated };
}

function renamed(component: Component, fullName: string): Component {
  if (component.type === 'ExternalClientApplication' || component.fullName === fullName) return component;
  // A label that the spec sets by itself stays.
  const elements = component.elements.map((element) =>
    element.name === 'label' && element.content === component.fullName ? { ...element, content: fullName } : element,
  );
  return { ...component, fullName, elements };
}
