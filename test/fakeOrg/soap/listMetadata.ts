import type { OrgState } from '../orgState.js';
import { componentsOfType, findComponent } from '../deploy/componentStore.js';
import { fileProperties } from '../deploy/fileProperties.js';
import { packageFolders, rootName } from '../deploy/plainTypes.js';
import { retrieveView } from '../deploy/retrieveView.js';
import { childrenNamed, childText, newElement, type XmlElement } from '../xml/readXml.js';
import { escapeXml, valueToXml } from '../xml/writeXml.js';
import type { SoapCall } from './soapRequest.js';

type Fault = { readonly code: string; readonly message: string };

/**
 * `listMetadata`: at most three queries, unknown types are a fault.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_listmetadata.htm
 */
export function listMetadata(state: OrgState, call: SoapCall): string | Fault {
  const version = Number.parseInt(childText(call.argument, 'asOfVersion') ?? String(call.apiVersion), 10);
  const queries = childrenNamed(call.argument, 'queries').map((query) => childText(query, 'type') ?? '');
  if (queries.length > 3)
    return { code: 'sf:LIMIT_EXCEEDED', message: 'LIMIT_EXCEEDED: Only 3 queries are allowed in one call' };
  const unknown = queries.find((type) => folderOf(type, version) === undefined);
  if (unknown !== undefined) return unknownType(unknown);
  return queries
    .flatMap((type) => componentsOfType(state.components, type))
    .map((component) => {
      const folder = folderOf(component.type, version);
      return folder === undefined ? '' : valueToXml('result', fileProperties(state, component, folder, ''));
    })
    .join('');
}

/**
 * `readMetadata`: at most ten names; a name that the org does not have gives an empty record.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_readMetadata.htm
 */
export function readMetadata(state: OrgState, call: SoapCall): string | Fault {
  const type = childText(call.argument, 'type') ?? '';
  const names = childrenNamed(call.argument, 'fullNames').map((name) => name.text.trim());
  if (folderOf(type, call.apiVersion) === undefined) return unknownType(type);
  if (names.length > 10)
    return { code: 'sf:LIMIT_EXCEEDED', message: 'LIMIT_EXCEEDED: Only 10 records are allowed in one call' };
  const records = names.map((name) => {
    const component = findComponent(state.components, type, name);
    if (component === undefined) return '<records xsi:nil="true"/>';
    const elements = [newElement('fullName', component.fullName), ...retrieveView(state, component, call.apiVersion)];
    return `<records xsi:type="${rootName(type, component.fullName)}">${elements.map(elementXml).join('')}</records>`;
  });
  return `<result>${records.join('')}</result>`;
}

function elementXml({ name, text, children }: XmlElement): string {
  return `<${name}>${children.length > 0 ? children.map(elementXml).join('') : escapeXml(text)}</${name}>`;
}

function folderOf(type: string, version: number): (typeof packageFolders)[number] | undefined {
  return packageFolders.find((folder) => folder.type === type && folder.since <= version);
}

function unknownType(type: string): Fault {
  return { code: 'sf:INVALID_TYPE', message: `INVALID_TYPE: Unknown type: ${type}` };
}
