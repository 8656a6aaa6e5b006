import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { switchFlag } from '../../../flags/credentialsFlags.js';
import { SfCommand } from '../../../flags/sfCommand.js';
import { targetOrgFlag } from '../../../flags/targetOrg.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.credentials.list');

/** The credentials of an org; `since` is a date, or `unknown`. */
export type EcaCredentialsListResult = {
  apps: {
    name: string;
    label: string;
    consumerKey: string;
    since: string;
    staged: {
      id: string;
      key: string;
      state: string;
      createdBy?: string;
      createdDate?: string;
      expirationDate?: string;
    }[];
  }[];
};

/** Lists keys and pairs. */
export default class EcaCredentialsList extends SfCommand<EcaCredentialsListResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly flags = {
    'target-org': targetOrgFlag,
    name: Flags.string({ char: 'n', summary: messages.getMessage('flags.name.summary') }),
    'older-than': Flags.string({ summary: messages.getMessage('flags.older-than.summary') }),
    'enable-secret-access': switchFlag,
  };

  /** Reads the org and prints the table. */
  public async run(): Promise<EcaCredentialsListResult> {
    const { flags } = await this.parse(EcaCredentialsList);
    const { name, 'older-than': olderThan, 'enable-secret-access': enable } = flags;
    const olderThanDays = olderThan === undefined ? undefined : days(olderThan);
    const { withCredentials, withSwitch } = await import('../../../flags/openCredentials.js');
    const { listCredentials } = await import('../../../operations/listCredentials.js');
    const { credentialsRows, switchText } = await import('../../../report/credentialsText.js');
    return withCredentials(flags['target-org'], async (opened) => {
      const { username } = opened.world.org.identity;
      const onSwitch = (outcome: Parameters<typeof switchText>[0]): void => this.logToStderr(switchText(outcome));
      const listed = await withSwitch(opened, { enable, onSwitch }, async () =>
        listCredentials(opened.world, {
          recordOf: async (app) => opened.recordOf(app).read(),
          ...(name === undefined ? {} : { name }),
          ...(olderThanDays === undefined ? {} : { olderThanDays }),
        }),
      );
      if (listed.length > 0) this.table({ data: [...credentialsRows(listed)], overflow: 'wrap' });
      else this.log(messages.getMessage(olderThan === undefined ? 'none' : 'none.old', [username, olderThan ?? '']));
      const unknown = messages.getMessage('unknown');
      return {
        apps: listed.map(({ since, staged, ...app }) => ({ ...app, since: since ?? unknown, staged: [...staged] })),
      };
    });
  }
}

function days(age: string): number {
  const [, number] = /^(\d{1,5})d(?:ays)?$/.exec(age) ?? [];
  if (number !== undefined) return Number(number);
  const error = messages.createError('error.olderThan', [age]);
  error.exitCode = 2;
  throw error;
}
