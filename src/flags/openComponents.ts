import { resolve } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import { isFolder } from '../files/isFolder.js';
import { readComponents } from '../files/readComponents.js';
import { shownPath } from '../files/readSpecInputs.js';
import { validateComponents } from '../operations/validateComponents.js';
import { maskSecrets } from '../report/maskSecrets.js';
import type { RuleProfile } from '../rules/rule.js';
import type { FileFinding } from '../source/fileFinding.js';
import { apiVersionOf } from './apiVersionOf.js';
import { readProject } from './readProject.js';
import type { SpecFlagValues } from './specFlags.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.validate');

/** Judged metadata files. */
export type OpenedComponents = {
  readonly files: readonly string[];
  readonly findings: readonly FileFinding[];
  /** Text of the files for code frames, secrets masked. */
  readonly texts: ReadonlyMap<string, string>;
};

/** Reads and judges the metadata files below folders; throws SfError for a folder that is none or holds no such file. */
export async function openComponents(
  folders: readonly string[],
  flags: SpecFlagValues,
  profile: RuleProfile,
): Promise<OpenedComponents> {
  if (flags.set !== undefined || flags.values !== undefined) throw onlyForSpecs();
  const apiVersion = await apiVersionOf(flags, await readProject(), undefined);
  const shown = (path: string): string => shownPath(path, process.cwd());
  const files: string[] = [];
  const findings: FileFinding[] = [];
  const texts = new Map<string, string>();
  for (const folder of new Set(folders.map((one) => resolve(one)))) {
    if (!isFolder(folder)) throw messages.createError('error.noFolder', [shown(folder)]);
    const read = await readComponents(folder);
    files.push(...[...read.components, ...read.refused].map(({ path }) => shown(path)));
    for (const { path, text } of read.components) texts.set(shown(path), text);
    findings.push(...validateComponents({ read, shown, apiVersion, lint: { profile, today: new Date() } }));
  }
  if (files.length === 0) throw messages.createError('error.noComponents', [folders.join(', ')]);
  return { files: files.toSorted(), findings, texts: maskSecrets(texts, findings) };
}

function onlyForSpecs(): Error {
  const error = messages.createError('error.onlyForSpecs');
  error.exitCode = 2;
  return error;
}
