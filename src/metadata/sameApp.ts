/** Tells whether two names are those of one app: the platform does not look at the case of API names. */
export function sameApp(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
