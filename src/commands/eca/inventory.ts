import { resolve } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import { SfError } from '@salesforce/core/sfError';
import { Flags } from '@salesforce/sf-plugins-core';
import { SfCommand } from '../../flags/sfCommand.js';
import { specFlags } from '../../flags/specFlags.js';
import type { InventoryEntry } from '../../operations/takeInventory.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.inventory');

/** What the specs say about every app, and the file that holds the page. */
export type EcaInventoryResult = { apps: InventoryEntry[]; file: string | null };

/** Writes a page about all apps from their specs. */
export default class EcaInventory extends SfCommand<EcaInventoryResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = {
    ...specFlags,
    format: Flags.option({
      options: ['markdown', 'html'] as const,
      default: 'markdown',
      summary: messages.getMessage('flags.format.summary'),
    })(),
    'output-file': Flags.string({ summary: messages.getMessage('flags.output-file.summary') }),
    force: Flags.boolean({ summary: messages.getMessage('flags.force.summary'), dependsOn: ['output-file'] }),
  };

  /** Reads the specs and prints or writes the page. */
  public async run(): Promise<EcaInventoryResult> {
    const { flags } = await this.parse(EcaInventory);
    const { openSpecs } = await import('../../flags/openSpecs.js');
    const { takeInventory } = await import('../../operations/takeInventory.js');
    const { inventoryHtml } = await import('../../report/inventoryHtml.js');
    const { inventoryMarkdown } = await import('../../report/inventoryMarkdown.js');
    const { toProblems } = await import('../../report/problem.js');
    const { counted, problemText } = await import('../../report/problemText.js');
    const { specs, findings, texts } = await openSpecs(flags, { missingVariables: 'note' });
    // Rule findings are judgements about an app that is understood; only what could not be read leaves a gap.
    const unreadable = toProblems(findings).filter(
      ({ severity, rule }) => severity === 'error' && /^(yaml|shape|variable|spec)\//.test(rule),
    );
    if (unreadable.length > 0) {
      this.logToStderr(problemText(unreadable, texts));
      throw messages.createError('error.problems', [counted(unreadable.length, 'error')]);
    }
    const apps = takeInventory(specs);
    const page = flags.format === 'html' ? inventoryHtml(apps) : inventoryMarkdown(apps);
    const file = flags['output-file'];
    if (file === undefined) this.logDocument(page.trimEnd());
    else await this.write(file, page, flags.force, counted(apps.length, 'app'));
    return { apps, file: file ?? null };
  }

  private async write(file: string, page: string, force: boolean, what: string): Promise<void> {
    const { readPlace } = await import('../../files/readPlace.js');
    const { writeFilesAtomically } = await import('../../files/writeFiles.js');
    const path = resolve(file);
    try {
      if (!force && (await readPlace(path)) !== undefined) throw messages.createError('error.exists', [file]);
      await writeFilesAtomically([{ path, text: page }]);
    } catch (error) {
      if (error instanceof SfError) throw error;
      throw messages.createError('error.notWritten', [error instanceof Error ? error.message : String(error)]);
    }
    this.log(messages.getMessage('written', [file, what]));
  }
}
