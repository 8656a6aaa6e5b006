import { xmlDocument } from '../metadata/componentToXml.js';
import { zipFiles } from '../metadata/zipFiles.js';
import { apiVersionText } from '../spec/apiVersion.js';
import { awaitJob } from './awaitJob.js';
import type { Clock } from './clock.js';
import type { MetadataOrg } from './metadataOrg.js';
import { OrgFailure } from './orgFailure.js';
import { readXmlElement, textAt } from './readXmlElement.js';
import { retrieveFiles } from './retrieveFiles.js';
import type { SoapMetadata } from './soapMetadata.js';

/** The org-wide switch that lets consumer secrets out through the REST API. */
export type SecretAccess = {
  readonly isOn: () => Promise<boolean>;
  readonly turn: (on: boolean) => Promise<void>;
};

const member = 'ExternalClientApp';
const element = 'enableClientSecretInRestApiAccess';
const patience = 5 * 60_000;

/**
 * The switch, read and set through the Metadata API. Rejects with an OrgFailure, `refused` when the deploy fails.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_externalclientappsettings.htm
 */
export function openSecretAccess(soap: SoapMetadata, org: MetadataOrg, clock: Clock): SecretAccess {
  const version = apiVersionText(org.identity.apiVersion);
  return {
    isOn: async () => {
      const { files } = await retrieveFiles(soap, clock, [{ members: member, name: 'Settings' }], version);
      const file = files.find(({ path }) => path.endsWith(`${member}.settings`));
      if (file === undefined) throw new OrgFailure('unreadable-answer', { request: 'ExternalClientAppSettings' });
      return textAt(readXmlElement(file.text), [element]) === 'true';
    },
    turn: async (on) => {
      const types = { name: 'types', content: [text('members', member), text('name', 'Settings')] };
      const zip = await zipFiles([
        { path: 'package.xml', text: xmlDocument('Package', [types, text('version', version)]) },
        {
          path: `settings/${member}.settings`,
          text: xmlDocument('ExternalClientAppSettings', [text(element, String(on))]),
        },
      ]);
      await deployed(org, clock, zip);
    },
  };
}

function text(name: string, content: string): { readonly name: string; readonly content: string } {
  return { name, content };
}

async function deployed(org: MetadataOrg, clock: Clock, zip: Uint8Array): Promise<void> {
  const { jobId, transport } = await org.deploy(zip, { checkOnly: false });
  const status = await awaitJob(org, jobId, {
    ...(transport === undefined ? {} : { transport }),
    wait: patience,
    clock,
  });
  const request = 'ExternalClientAppSettings';
  if (!status.done) throw new OrgFailure('unavailable', { request, jobId });
  if (status.success) return;
  const problem = status.components.find((one) => !one.success)?.problem ?? status.errorMessage ?? status.status;
  throw new OrgFailure('refused', { request, code: status.status, text: problem, jobId });
}
