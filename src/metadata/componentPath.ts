import { posix } from 'node:path';
import { typeByName } from '../catalog/metadataTypes.js';
import type { Component } from './component.js';

/** Source format keeps `-meta.xml` behind the suffix, metadata format does not. */
export type FileFormat = 'source' | 'metadata';

/** Where a component lies below the output directory, with forward slashes. */
export function componentPath({ type, fullName }: Pick<Component, 'type' | 'fullName'>, format: FileFormat): string {
  const { folder, suffix } = typeByName(type);
  return posix.join(folder, `${fullName}.${suffix}${format === 'source' ? '-meta.xml' : ''}`);
}
