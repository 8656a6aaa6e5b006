import { resolve } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import type { SfError } from '@salesforce/core/sfError';
import { Flags } from '@salesforce/sf-plugins-core';
import { SfCommand } from '../../flags/sfCommand.js';
import { specFlags } from '../../flags/specFlags.js';
import type { GenerateRun } from '../../flags/runGenerate.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.generate');

/** What `sf eca generate` did to which file. */
export type EcaGenerateResult = GenerateRun['result'];

/** Writes metadata files from specs. */
export default class EcaGenerate extends SfCommand<EcaGenerateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = {
    ...specFlags,
    'output-dir': Flags.string({ char: 'd', summary: messages.getMessage('flags.output-dir.summary') }),
    format: Flags.option({
      options: ['source', 'metadata'] as const,
      default: 'source',
      summary: messages.getMessage('flags.format.summary'),
    })(),
    packageable: Flags.boolean({ summary: messages.getMessage('flags.packageable.summary'), default: false }),
    check: Flags.boolean({ summary: messages.getMessage('flags.check.summary'), default: false }),
  };

  /** Plans all files, and writes them when no spec has an error. */
  public async run(): Promise<EcaGenerateResult> {
    const { flags } = await this.parse(EcaGenerate);
    if (flags.packageable && flags.format === 'metadata') throw metadataPackage();
    const { openSpecs } = await import('../../flags/openSpecs.js');
    const { runGenerate } = await import('../../flags/runGenerate.js');
    const { generateText } = await import('../../report/generateText.js');
    const { packagingText } = await import('../../report/packagingText.js');
    const { actionProblemText, countProblems, counted } = await import('../../report/problemText.js');
    const opened = await openSpecs(flags, { missingVariables: 'error' });
    const outputDir = outputFolder(flags['output-dir'], flags.format, opened.project.defaultPackage);
    const { format, packageable } = flags;
    const { result, texts, changes, write } = await runGenerate(opened, { outputDir, format, packageable });
    const { errors } = countProblems(result.problems);
    const text = actionProblemText(result.problems, texts);
    if (text !== '') this.logToStderr(text);
    if (errors > 0) throw failure('error.problems', counted(errors, 'error'), result);
    if (!flags.check)
      await write().catch((error: Error) =>
        Promise.reject(messages.createError('error.notWritten', [error.message], [], error)),
      );
    this.log(generateText(result, flags.check, changes));
    if (result.packaging !== undefined) this.log(`\n${packagingText(result.packaging.forceignore)}`);
    if (flags.check && changes > 0) throw failure('error.wouldChange', counted(changes, 'file'), result);
    return result;
  }
}

function outputFolder(
  flag: string | undefined,
  format: 'source' | 'metadata',
  defaultPackage: string | undefined,
): string {
  if (flag !== undefined) return resolve(flag);
  if (format === 'metadata') throw messages.createError('error.metadataFormat');
  if (defaultPackage === undefined) throw messages.createError('error.outsideProject');
  return resolve(defaultPackage, 'main', 'default');
}

function failure(key: 'error.problems' | 'error.wouldChange', what: string, data: EcaGenerateResult): SfError {
  return messages.createError(key, [what]).setData(data);
}

function metadataPackage(): SfError {
  const error = messages.createError('error.packageableFormat');
  error.exitCode = 2;
  return error;
}
