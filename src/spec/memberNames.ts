import type { MetadataType } from '../catalog/metadataType.js';
import { metadataTypes } from '../catalog/metadataTypes.js';

/** The names of all metadata types of an app. */
export const typeNames = (metadataTypes as readonly MetadataType[]).map(({ name }) => name as string);

/** The names under `metadata`: a type, or type and platform for a type that occurs once per platform. */
export const memberNames = (metadataTypes as readonly MetadataType[]).flatMap(
  ({ name, variants }): readonly string[] =>
    variants === undefined ? [name] : variants.map(({ platform }) => `${name}.${platform}`),
);
