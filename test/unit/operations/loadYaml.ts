import { join } from 'node:path';
import { loadSpecs, type LoadedSpec, type LoadRequest } from '../../../src/operations/loadSpecs.js';

/** Loads specs as a command does, each text as `eca/<name>.eca.yaml`; by default for API 66 and with no file beside them. */
export async function loadYaml(
  texts: Readonly<Record<string, string>>,
  options: Partial<LoadRequest> & { readonly set?: Readonly<Record<string, string>> } = {},
): Promise<readonly LoadedSpec[]> {
  const { set, ...request } = options;
  return loadSpecs({
    inputs: Object.entries(texts).map(([name, text]) => {
      const file = `eca/${name}.eca.yaml`;
      return { file, path: join('/work', file), text };
    }),
    sources: { set: new Map(Object.entries(set ?? {})), files: [], environment: {} },
    apiVersion: { number: 66, origin: 'the default' },
    missingVariables: 'error',
    lint: { today: new Date('2026-12-24T00:00:00Z') },
    readFile: async () => undefined,
    ...request,
  });
}
