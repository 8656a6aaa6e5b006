import type { ElementNode } from '../catalog/codec.js';
import type { Platform, TypeName } from '../catalog/metadataType.js';

/** One metadata component: where generate, plan, import and deploy meet. */
export type Component = {
  readonly type: TypeName;
  readonly fullName: string;
  /** The app that it belongs to; for the header its own full name. */
  readonly app: string;
  readonly platform?: Platform;
  /** In the order in which they are written. */
  readonly elements: readonly ElementNode[];
};

/** The elements with a name, in their order. */
export function elementsNamed(component: Component, name: string): readonly ElementNode[] {
  return component.elements.filter((element) => element.name === name);
}

/** What tells a component apart in one app: its type, and its platform where the type occurs once per platform. */
export function memberKey({ type, platform }: Pick<Component, 'type' | 'platform'>): string {
  return platform === undefined ? type : `${type}.${platform}`;
}
