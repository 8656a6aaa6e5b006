import type { AppRecord } from './credentialsPort.js';
import type { MetadataOrg } from './metadataOrg.js';

/** Every External Client App of an org, by name. */
export async function appRecords(org: Pick<MetadataOrg, 'query'>): Promise<readonly AppRecord[]> {
  const records = await org.query(
    'SELECT Id, DeveloperName, MasterLabel, NamespacePrefix FROM ExternalClientApplication ORDER BY DeveloperName',
  );
  return records.map(({ Id, DeveloperName, MasterLabel, NamespacePrefix }) => {
    const prefix = typeof NamespacePrefix === 'string' && NamespacePrefix !== '' ? `${NamespacePrefix}__` : '';
    return { id: String(Id), name: `${prefix}${String(DeveloperName)}`, label: String(MasterLabel ?? DeveloperName) };
  });
}
