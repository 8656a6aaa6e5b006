import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { SfCommand } from '../../flags/sfCommand.js';
import { targetOrgFlag } from '../../flags/targetOrg.js';
import type { ListedApp } from '../../operations/listApps.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.list');

/** The apps of an org. */
export type EcaListResult = { apps: ListedApp[] };

/** Lists the apps of an org. */
export default class EcaList extends SfCommand<EcaListResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = {
    'target-org': targetOrgFlag,
    spec: Flags.string({ char: 'f', multiple: true, summary: messages.getMessage('flags.spec.summary') }),
  };

  /** Reads the org and prints the table. */
  public async run(): Promise<EcaListResult> {
    const { flags } = await this.parse(EcaList);
    const { namedSpecs } = await import('../../flags/namedSpecs.js');
    const { withTargetOrg } = await import('../../flags/withTargetOrg.js');
    const { listApps } = await import('../../operations/listApps.js');
    const { listTable } = await import('../../report/listTable.js');
    const specs = await namedSpecs(flags.spec);
    return withTargetOrg(flags['target-org'], async ({ org, apiVersion }) => {
      const apps = await listApps(org, specs, apiVersion);
      this.log(listTable(apps, org.identity.username, process.stdout.isTTY ? process.stdout.columns : undefined));
      return { apps };
    });
  }
}
