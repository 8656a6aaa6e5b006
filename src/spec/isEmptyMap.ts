/** True for a list or map without entries, which equals an absent key. */
export function isEmptyMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
