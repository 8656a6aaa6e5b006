import type { Spec } from '../catalog/spec.js';
import type { Placeholder } from '../metadata/sourceComponent.js';

/** A spec that has no file yet. */
export type SpecToPlace = {
  readonly spec: Spec;
  readonly placeholders: ReadonlyMap<string, Placeholder>;
  readonly certificates: ReadonlyMap<string, string>;
  readonly comments: ReadonlyMap<string, readonly string[]>;
};
