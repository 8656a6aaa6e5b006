import type { ElementRow, MetadataType, TypeName } from './metadataType.js';
import { metadataTypes } from './metadataTypes.js';

/** A row of the catalogue together with the type that its elements belong to. */
export type CatalogRow = ElementRow & { readonly type: MetadataType };

/** Every row of the catalogue, type by type. */
export const rows: readonly CatalogRow[] = metadataTypes.flatMap((type: MetadataType) =>
  type.rows.map((row) => ({ ...row, type })),
);

const byKey = new Map(rows.map((row) => [row.key, row]));

/** The row of a dotted key, or undefined for a key that only groups others or does not exist. */
export function rowByKey(key: string): CatalogRow | undefined {
  return byKey.get(key);
}

/** The rows of one type, in the order of the catalogue. */
export function rowsOfType(name: TypeName): readonly CatalogRow[] {
  return rows.filter(({ type }) => type.name === name);
}
