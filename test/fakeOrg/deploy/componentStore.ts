import type { XmlElement } from '../xml/readXml.js';

/** A metadata component as the org holds it; `elements` are complete: defaults and what the platform adds are in. */
export type StoredComponent = {
  readonly id: string;
  readonly type: string;
  readonly fullName: string;
  readonly elements: readonly XmlElement[];
  readonly createdDate: string;
  readonly lastModifiedDate: string;
  readonly createdBy: string;
  readonly lastModifiedBy: string;
  /** Only for apps: made while new apps are locked to PKCE, rotation and the idle timeout. */
  readonly locked?: boolean;
};

/** The components of an org by `componentKey`. */
export type ComponentStore = Map<string, StoredComponent>;

/** The key of a component; full names do not depend on case in Salesforce. */
export function componentKey(type: string, fullName: string): string {
  return `${type}:${fullName.toLowerCase()}`;
}

/** One component. */
export function findComponent(store: ComponentStore, type: string, fullName: string): StoredComponent | undefined {
  return store.get(componentKey(type, fullName));
}

/** All components of a type, by full name. */
export function componentsOfType(store: ComponentStore, type: string): readonly StoredComponent[] {
  return [...store.values()]
    .filter((component) => component.type === type)
    .sort((left, right) => (left.fullName < right.fullName ? -1 : 1));
}

/** The text of an element of a component, or undefined when it is not there. */
export function elementText(component: { readonly elements: readonly XmlElement[] }, name: string): string | undefined {
  return component.elements.find((element) => element.name === name)?.text.trim();
}

/** The components of one type that belong to an app, found by `externalClientApplication`. */
export function componentsOfApp(store: ComponentStore, type: string, appName: string): readonly StoredComponent[] {
  return componentsOfType(store, type).filter(
    (component) => elementText(component, 'externalClientApplication')?.toLowerCase() === appName.toLowerCase(),
  );
}
