/** The columns of a table with their widths in characters, as SfCommand's table takes them. */
export type NarrowColumns<Key extends string> = { readonly columns?: { key: Key; width: number }[] };

/**
 * For a terminal with fewer than `full` columns: only the named columns, in these widths, which fit into 80 columns;
 * nothing for a wide terminal and for a pipe, where a table takes the width that it needs.
 */
export function narrowColumns<Key extends string>(
  full: number,
  widths: Readonly<Record<Key, number>>,
  { isTTY, columns } = process.stdout,
): NarrowColumns<Key> {
  if (!isTTY || columns >= full) return {};
  return { columns: (Object.entries(widths) as [Key, number][]).map(([key, width]) => ({ key, width })) };
}
