import { sep } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { templateNames } from '../../files/templates.js';
import { SfCommand } from '../../flags/sfCommand.js';
import type { SpecChoices } from '../../operations/draftSpec.js';
import type { InitOutcome } from '../../operations/initSpec.js';
import type { Template, TemplateSummary } from '../../operations/listTemplates.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.init');

/** What `--json` gives: the files that were written, or the templates of `--list`. */
export type EcaInitResult = { files: string[] } | { templates: TemplateSummary[] };

export default class EcaInit extends SfCommand<EcaInitResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly flags = {
    template: Flags.option({
      char: 't',
      helpValue: '<name>',
      options: templateNames(),
      summary: messages.getMessage('flags.template.summary'),
    })(),
    list: Flags.boolean({
      summary: messages.getMessage('flags.list.summary'),
      exclusive: ['template', 'name', 'set', 'force'],
    }),
    name: Flags.string({ char: 'n', summary: messages.getMessage('flags.name.summary') }),
    set: Flags.string({ multiple: true, summary: messages.getMessage('flags.set.summary') }),
    'output-dir': Flags.string({
      char: 'd',
      summary: messages.getMessage('flags.output-dir.summary'),
      default: 'eca',
    }),
    force: Flags.boolean({ summary: messages.getMessage('flags.force.summary') }),
  };

  public async run(): Promise<EcaInitResult> {
    const { flags } = await this.parse(EcaInit);
    const { readTemplates } = await import('../../files/templates.js');
    const { listTemplates, templateSummary } = await import('../../operations/listTemplates.js');
    const templates = listTemplates(await readTemplates());
    const { templateRows, templateListHint, initText, keptSchemaText } = await import('../../report/initText.js');
    if (flags.list) {
      const { narrowColumns } = await import('../../flags/narrowColumns.js');
      this.table({
        data: templateRows(templates),
        overflow: 'wrap',
        ...narrowColumns(150, { Template: 24, Purpose: 34, Variables: 22 }),
      });
      this.log(templateListHint(this.config.bin));
      return { templates: templates.map(templateSummary) };
    }
    const { parseSet } = await import('../../flags/parseSet.js');
    const { chooseTemplate } = await import('../../flags/chooseTemplate.js');
    const choices = await chooseTemplate(templates, {
      template: flags.template,
      given: { ...(flags.name === undefined ? {} : { name: flags.name }), values: parseSet(flags.set ?? []) },
      interactive: process.stdin.isTTY && process.stdout.isTTY && !this.jsonEnabled(),
      bin: this.config.bin,
    });
    const written = await this.write(choices, flags['output-dir'], flags.force);
    if (written.outcome !== 'written') {
      const { initError } = await import('../../report/initError.js');
      throw initError(written, choices.template);
    }
    if (written.keptSchema !== undefined) this.warn(keptSchemaText(written.keptSchema));
    this.log(initText(written, flags['output-dir'], this.config.bin));
    return { files: [...written.files] };
  }

  private async write(
    choices: SpecChoices & { readonly template: Template },
    folder: string,
    force: boolean,
  ): Promise<InitOutcome> {
    const { initSpec } = await import('../../operations/initSpec.js');
    const { readPackagedSchema, schemaFileName } = await import('../../files/packagedSchema.js');
    const { readPlace } = await import('../../files/readPlace.js');
    const { writeFilesAtomically } = await import('../../files/writeFiles.js');
    const schema = { file: schemaFileName, text: await readPackagedSchema() };
    // Results and messages show paths with slashes, as all commands do.
    const slashed = folder.split(sep).join('/');
    return initSpec({ ...choices, folder: slashed, force, schema }, { read: readPlace, write: writeFilesAtomically });
  }
}
