import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { importFlags } from '../../flags/importFlags.js';
import { SfCommand } from '../../flags/sfCommand.js';
import type { Problem } from '../../report/problem.js';
import type { MigratedAppResult } from '../../report/importResult.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.migrate');

/** What became of each connected app, and what is wrong with files that are none. */
export type EcaMigrateResult = { apps: MigratedAppResult[]; problems: Problem[]; report: string | null };

/** Turns connected apps into specs of External Client Apps. */
export default class EcaMigrate extends SfCommand<EcaMigrateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = {
    ...importFlags(messages),
    report: Flags.string({ summary: messages.getMessage('flags.report.summary') }),
  };

  /** Reads the connected apps, writes the specs and the report, and says what became of every element. */
  public async run(): Promise<EcaMigrateResult> {
    const { flags } = await this.parse(EcaMigrate);
    const { openMetadata } = await import('../../flags/openMetadata.js');
    const { openShelf, concludeImport, withRefused } = await import('../../flags/runImport.js');
    const { connectedAppMetadata, migrateApps } = await import('../../operations/migrateApps.js');
    const { migratedResult } = await import('../../report/importResult.js');
    const { importText } = await import('../../report/importText.js');
    const { migrationReport } = await import('../../report/migrationReport.js');
    const { files, refused, from } = await openMetadata(flags, connectedAppMetadata);
    const options = {
      kind: 'connected app',
      outputDir: flags['output-dir'],
      force: flags.force,
      whenThere: 'refuse',
    } as const;
    const outcome = await migrateApps(files, flags.name ?? [], await openShelf(options));
    const apps = outcome.apps.map(migratedResult);
    const report = flags.report ?? null;
    await this.mayWrite(report, flags.force);
    const more = report === null ? [] : [{ path: report, text: migrationReport(apps) }];
    const { problems } = await concludeImport(withRefused(outcome, refused), options, from, more, (text) =>
      this.logToStderr(text),
    );
    const next = messages.getMessages('report.steps').map((step) => `  - ${step}`);
    this.log(
      [
        importText(apps, problems.length),
        '',
        messages.getMessage('report.keys'),
        '',
        messages.getMessage('report.flows'),
        '',
        ...next,
      ].join('\n'),
    );
    return { apps, problems, report };
  }

  private async mayWrite(report: string | null, force: boolean): Promise<void> {
    const { lookAt } = await import('../../flags/runImport.js');
    if (report === null || force || (await lookAt(report)) === undefined) return;
    throw messages.createError('error.reportExists', [report]);
  }
}
