import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import type { ImportRunResult } from '../../flags/runImport.js';
import { SfCommand } from '../../flags/sfCommand.js';
import { sourceOrgFlag } from '../../flags/targetOrg.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.import');

/** Turns the apps of an org or a repository into specs. */
export default class EcaImport extends SfCommand<ImportRunResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = {
    'target-org': sourceOrgFlag,
    'source-dir': Flags.string({ multiple: true, summary: messages.getMessage('flags.source-dir.summary') }),
    name: Flags.string({ char: 'n', multiple: true, summary: messages.getMessage('flags.name.summary') }),
    'output-dir': Flags.string({ char: 'd', default: 'eca', summary: messages.getMessage('flags.output-dir.summary') }),
    force: Flags.boolean({ default: false, summary: messages.getMessage('flags.force.summary') }),
    'api-version': Flags.string({ summary: messages.getMessage('flags.api-version.summary') }),
  };

  /** Reads the metadata, writes the specs and says what became of every element. */
  public async run(): Promise<ImportRunResult> {
    const { flags } = await this.parse(EcaImport);
    const { openMetadata } = await import('../../flags/openMetadata.js');
    const { openShelf, concludeImport, withRefused } = await import('../../flags/runImport.js');
    const { importApps, wantedMetadata } = await import('../../operations/importApps.js');
    const { importText } = await import('../../report/importText.js');
    const { files, refused, from } = await openMetadata(flags, wantedMetadata);
    const options = {
      kind: 'External Client App',
      outputDir: flags['output-dir'],
      force: flags.force,
      whenThere: 'update',
    } as const;
    const outcome = await importApps(files, flags.name ?? [], await openShelf(options));
    const result = await concludeImport(withRefused(outcome, refused), options, from, [], (text) =>
      this.logToStderr(text),
    );
    this.log(importText(result.apps, result.problems.length));
    return result;
  }
}
