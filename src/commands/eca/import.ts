import { Messages } from '@salesforce/core/messages';
import { importFlags } from '../../flags/importFlags.js';
import type { ImportRunResult } from '../../flags/runImport.js';
import { SfCommand } from '../../flags/sfCommand.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.import');

/** Turns the apps of an org or a repository into specs. */
export default class EcaImport extends SfCommand<ImportRunResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = importFlags(messages);

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
