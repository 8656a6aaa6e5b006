import { Args } from '@oclif/core';
import { Messages } from '@salesforce/core/messages';
import { SfCommand } from '../../flags/sfCommand.js';
import type { Explained } from '../../report/explained.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.explain');

/** What `--json` gives: the topics that the name means, in words. */
export type EcaExplainResult = { query?: string; topics: Explained[] };

export default class EcaExplain extends SfCommand<EcaExplainResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly args = { name: Args.string({ description: messages.getMessage('args.name.description') }) };

  public async run(): Promise<EcaExplainResult> {
    const { args } = await this.parse(EcaExplain);
    const { explainKey } = await import('../../operations/explainKey.js');
    const { isCheck, toExplained } = await import('../../report/explained.js');
    const { explanationText, unknownTopicError } = await import('../../report/explanationText.js');
    const { topics, nearest } = explainKey(args.name, isCheck);
    if (topics.length === 0) throw unknownTopicError(args.name ?? '', nearest, this.config.bin);
    const explained = topics.map(toExplained);
    this.log(explanationText(explained));
    return { ...(args.name === undefined ? {} : { query: args.name }), topics: explained };
  }
}
