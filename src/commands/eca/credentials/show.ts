import { Messages } from '@salesforce/core/messages';
import { agree, appFlags, openSinks, sinkFlags, switchFlag } from '../../../flags/credentialsFlags.js';
import { SfCommand } from '../../../flags/sfCommand.js';
import { targetOrgFlag } from '../../../flags/targetOrg.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.credentials.show');

/** The secret is in the result only with `--show-secret`. */
export type EcaCredentialsShowResult = {
  name: string;
  consumerKey: string;
  secretFile?: string;
  consumerSecret?: string;
};

/** Shows the key of an app and brings its secret to its place. */
export default class EcaCredentialsShow extends SfCommand<EcaCredentialsShowResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly flags = {
    'target-org': targetOrgFlag,
    ...appFlags,
    ...sinkFlags,
    'enable-secret-access': switchFlag,
  };

  /** Asks before a secret is shown, reads, stores and prints. */
  public async run(): Promise<EcaCredentialsShowResult> {
    const { flags } = await this.parse(EcaCredentialsShow);
    const { withCredentials, withSwitch } = await import('../../../flags/openCredentials.js');
    const { showCredentials } = await import('../../../operations/showCredentials.js');
    const { switchText, valueLines } = await import('../../../report/credentialsText.js');
    const { name, 'show-secret': show, 'consumer-key': consumerKey, 'enable-secret-access': enable } = flags;
    if (show)
      await agree('question.show', [name], {
        noPrompt: flags['no-prompt'],
        isJson: this.jsonEnabled(),
        confirm: async (message) => this.confirm({ message, ms: 60_000 }),
      });
    const sinks = await openSinks(flags, (text) => this.logToStderr(text));
    return withCredentials(flags['target-org'], async (opened) => {
      const onSwitch = (outcome: Parameters<typeof switchText>[0]): void => this.logToStderr(switchText(outcome));
      const shown = await withSwitch(opened, { enable, onSwitch }, async () =>
        showCredentials(opened.world, { name, sinks, show, ...(consumerKey === undefined ? {} : { consumerKey }) }),
      );
      const secretFile = sinks.find(({ file }) => file !== undefined)?.file;
      this.log(
        valueLines([
          ['App', shown.name],
          ['Consumer key', shown.consumerKey],
          ...(shown.consumerSecret === undefined ? [] : [['Consumer secret', shown.consumerSecret] as const]),
        ]),
      );
      if (secretFile !== undefined)
        this.log(
          `\n${messages.getMessage('stored.file', [secretFile])}\n${messages.getMessage('next.verify', [opened.target, secretFile])}`,
        );
      if (flags['pipe-to'] !== undefined) this.log(`\n${messages.getMessage('stored.pipe')}`);
      if (sinks.length === 0 && !show) this.log(`\n${messages.getMessage('hint')}`);
      return { ...shown, ...(secretFile === undefined ? {} : { secretFile }) };
    });
  }
}
