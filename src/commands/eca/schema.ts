import { Messages } from '@salesforce/core/messages';
import { SfCommand } from '../../flags/sfCommand.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.schema');

/** What `--json` gives: the JSON Schema itself. */
export type EcaSchemaResult = Record<string, unknown>;

export default class EcaSchema extends SfCommand<EcaSchemaResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public async run(): Promise<EcaSchemaResult> {
    await this.parse(EcaSchema);
    const { readPackagedSchema } = await import('../../files/packagedSchema.js');
    const text = await readPackagedSchema();
    this.logDocument(text.trimEnd());
    return JSON.parse(text) as EcaSchemaResult;
  }
}
