/**
 * Milliseconds until the next look at a job: 50 at first, then growing to a second, to two when it has taken half a
 * minute and to five after five minutes, so that short jobs end at once and long ones do not use up the API limit.
 */
export function pollPause(polls: number, elapsed: number): number {
  const longest = elapsed < 30_000 ? 1_000 : elapsed < 300_000 ? 2_000 : 5_000;
  return Math.min(Math.round(50 * 1.6 ** polls), longest);
}
