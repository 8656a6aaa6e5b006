/** The part of fast-check's parameters that every property test takes from here. */
export type PropertyParameters = { readonly seed: number; readonly numRuns: number };

/**
 * The seed of this test run and the number of cases: all of `count` in `npm run test:deep`, a tenth otherwise.
 * The seed is printed when Jest starts; `ECA_SEED=<seed> npm run jest -- <test>` repeats a run.
 */
export function propertyParameters(count: number): PropertyParameters {
  const isDeep = process.env['ECA_DEEP'] === '1';
  return { seed: Number(process.env['ECA_SEED'] ?? 1), numRuns: isDeep ? count : Math.ceil(count / 10) };
}
