import type { OrgState } from '../orgState.js';
import { packageFolders } from '../deploy/plainTypes.js';
import { childText } from '../xml/readXml.js';
import type { XmlValue } from '../xml/writeXml.js';
import type { SoapCall } from './soapRequest.js';

/**
 * `describeMetadata`: the types that the asked version has.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_describe.htm
 */
export function describeMetadata(state: OrgState, call: SoapCall): XmlValue {
  const version = Number.parseInt(childText(call.argument, 'asOfVersion') ?? String(call.apiVersion), 10);
  return {
    metadataObjects: packageFolders
      .filter(({ since }) => since <= version)
      .map(({ type, folder, suffix }) => ({
        directoryName: folder,
        inFolder: false,
        metaFile: false,
        suffix,
        xmlName: type,
      })),
    organizationNamespace: '',
    partialSaveAllowed: true,
    testRequired: state.settings.kind === 'production',
  };
}
