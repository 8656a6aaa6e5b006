import { resolve } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import { readFileIfThere } from '../files/readFileIfThere.js';
import { readNamedFile } from '../files/readNamedFile.js';
import { decode, readSpecInputs } from '../files/readSpecInputs.js';
import { loadSpecs, type LoadedSpec, type LoadRequest } from '../operations/loadSpecs.js';
import {
  parseValues,
  undeclaredNames,
  unusedValues,
  variableSources,
  type ValuesFile,
} from '../operations/readVariableSources.js';
import { maskSecrets } from '../report/maskSecrets.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { ApiVersion } from '../spec/apiVersion.js';
import { apiVersionOf } from './apiVersionOf.js';
import { rememberSecrets } from './knownSecrets.js';
import { orgPath } from './orgPath.js';
import { parseSet } from './parseSet.js';
import { readProject, type ProjectSettings } from './readProject.js';
import type { SpecFlagValues } from './specFlags.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'flags');

/** The specs of a command line, read and checked, with everything found on the way. */
export type OpenedSpecs = {
  readonly specs: readonly LoadedSpec[];
  readonly findings: readonly FileFinding[];
  /** Text of the specs for code frames, secrets masked. */
  readonly texts: ReadonlyMap<string, string>;
  readonly apiVersion: ApiVersion;
  readonly project: ProjectSettings;
};

/** What a command adds to the flags. */
export type OpenOptions = {
  readonly missingVariables: 'error' | 'note';
  /** The newest API version of the target org. */
  readonly orgApiVersion?: number;
  /** The rules to judge by; the recommended ones when it is left out. */
  readonly lint?: Partial<LoadRequest['lint']>;
  /** Replaces `{org}` in paths of values files. */
  readonly orgName?: string;
};

/** Reads what the shared flags of a command line name; throws SfError for flags that name nothing. */
export async function openSpecs(flags: SpecFlagValues, options: OpenOptions): Promise<OpenedSpecs> {
  const project = await readProject();
  const apiVersion = await apiVersionOf(flags, project, options.orgApiVersion);
  const folder = process.cwd();
  const { inputs, missing, refused } = await readSpecInputs(flags.spec, folder);
  if (missing.length > 0 || inputs.length + refused.length === 0)
    throw messages.createError('error.noSpec', [missing.join(', ')]);
  const set = parseSet(flags.set ?? []);
  const values = await readValues(flags.values ?? [], options.orgName);
  const sources = variableSources(set, values, process.env);
  const specs = await loadSpecs({
    inputs,
    sources,
    apiVersion,
    missingVariables: options.missingVariables,
    lint: { today: new Date(), ...options.lint },
    readFile: readNamedFile,
  });
  rememberSecrets(specs.map(({ document }) => document));
  const undeclared = undeclaredNames(set, specs);
  if (undeclared.length > 0 && specs.every(({ document }) => document !== undefined)) throw undeclaredError(undeclared);
  const findings: FileFinding[] = [
    ...refused.map(({ file, reason }): FileFinding => ({
      file,
      finding: {
        rule: 'file/refused',
        severity: 'error',
        path: [],
        on: 'value',
        tokens: { found: reason },
        suggestions: [],
      },
    })),
    ...specs.flatMap(specFindings),
    ...unusedValues(values, specs).flatMap((file) => file.findings.map((finding) => ({ ...file, finding }))),
  ];
  // Values files may hold secrets, so no message shows lines of them.
  const texts = maskSecrets(new Map(specs.map(({ file, text }) => [file, text])), findings);
  return { specs, findings, texts, apiVersion, project };
}

function specFindings({ file, text, document, findings }: LoadedSpec): readonly FileFinding[] {
  return findings.map((finding) => ({ file, text, finding, ...(document === undefined ? {} : { document }) }));
}

async function readValues(paths: readonly string[], orgName: string | undefined): Promise<readonly ValuesFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      const file = orgPath(path, orgName);
      const bytes = await readFileIfThere(resolve(file));
      if (bytes === undefined) throw messages.createError('error.noValues', [file]);
      return parseValues(file, decode(bytes));
    }),
  );
}

function undeclaredError(names: ReturnType<typeof undeclaredNames>): Error {
  const list = names.map(({ name, nearest }) =>
    nearest.length === 0 ? `"${name}"` : `"${name}" (did you mean "${nearest.join('" or "')}"?)`,
  );
  const error = messages.createError('error.undeclared', [list.join(', ')]);
  error.exitCode = 2;
  return error;
}
