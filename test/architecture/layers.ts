/** One folder below src/: what it may import from the other folders and which packages it may name. */
export type Layer = {
  readonly rank: number;
  /** Folders whose values it may import. */
  readonly values: readonly string[];
  /** True when `import type` may reach every folder of a lower rank; else only the folders in `values`. */
  readonly anyTypesBelow: boolean;
  /** May it use `process` and `console`? */
  readonly isRim: boolean;
};

const pure = { anyTypesBelow: false, isRim: false };

/** The layers, lowest first; imports go down only. A new folder or package needs a decision, and then a line here. */
export const layers: Readonly<Record<string, Layer>> = {
  catalog: { rank: 0, values: [], ...pure },
  source: { rank: 1, values: [], ...pure },
  spec: { rank: 2, values: ['catalog', 'source'], ...pure },
  rules: { rank: 3, values: ['catalog', 'source', 'spec'], ...pure },
  metadata: { rank: 3, values: ['catalog', 'source', 'spec'], ...pure },
  plan: { rank: 4, values: ['catalog', 'spec', 'metadata'], anyTypesBelow: true, isRim: false },
  files: { rank: 5, values: ['source', 'metadata'], anyTypesBelow: true, isRim: true },
  org: { rank: 5, values: ['catalog', 'spec', 'metadata'], anyTypesBelow: true, isRim: true },
  operations: {
    rank: 6,
    values: ['catalog', 'source', 'spec', 'rules', 'metadata', 'plan', 'files', 'org'],
    anyTypesBelow: true,
    isRim: false,
  },
  report: { rank: 7, values: ['catalog', 'source'], anyTypesBelow: true, isRim: false },
  flags: {
    rank: 8,
    values: ['catalog', 'source', 'spec', 'operations', 'files', 'org', 'report'],
    anyTypesBelow: true,
    isRim: true,
  },
  commands: { rank: 9, values: ['operations', 'files', 'org', 'report', 'flags'], anyTypesBelow: true, isRim: true },
};

/** Built-in modules without input or output: free everywhere (node:net only for isIP and BlockList). */
export const pureBuiltIns: readonly string[] = [
  'node:buffer',
  'node:crypto',
  'node:net',
  'node:path',
  'node:path/posix',
  'node:url',
  'node:util',
];

/** Every package that src/ may name, with the folders that may name it. */
export const packageOwners: Readonly<Record<string, readonly string[]>> = {
  '@oclif/core': ['flags', 'commands'],
  '@salesforce/core': ['report', 'flags', 'commands'],
  '@salesforce/sf-plugins-core': ['flags', 'commands'],
  ansis: ['report'],
  diff: ['report'],
  'fast-xml-parser': ['metadata'],
  'fast-wrap-ansi': ['report'],
  'fastest-levenshtein': ['catalog', 'source', 'spec', 'rules'],
  jose: ['org'],
  jsforce: ['org'],
  jszip: ['metadata'],
  'node:child_process': ['files', 'commands'],
  'node:dns': ['org'],
  'node:events': ['org', 'commands'],
  'node:fs': ['files'],
  'node:http': ['org'],
  'node:https': ['org'],
  'node:os': ['files', 'commands'],
  // What the terminal can show is decided in one place.
  'node:process': ['report'],
  'node:readline': ['flags', 'commands'],
  'node:stream': ['files', 'org'],
  'node:timers': ['org', 'operations', 'commands'],
  'node:tls': ['org'],
  'node:tty': ['report'],
  oauth4webapi: ['org'],
  open: ['commands'],
  'p-limit': ['files', 'org', 'operations'],
  yaml: ['source'],
};
