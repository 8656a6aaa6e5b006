import { userByName } from '../directory.js';
import type { OrgState } from '../orgState.js';
import type { XmlValue } from '../xml/writeXml.js';
import type { StoredComponent } from './componentStore.js';
import type { PackageFolder } from './plainTypes.js';

/**
 * `FileProperties` of a component; they do not say which app it belongs to (reference metadata §2.2).
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_retrieveresult.htm
 */
export function fileProperties(
  state: OrgState,
  component: StoredComponent,
  folder: PackageFolder,
  root: string,
): XmlValue {
  const creator = userByName(state.directory, component.createdBy);
  const modifier = userByName(state.directory, component.lastModifiedBy);
  return {
    createdById: creator?.id,
    createdByName: creator?.name,
    createdDate: component.createdDate,
    fileName: `${root}${folder.folder}/${component.fullName}.${folder.suffix}`,
    fullName: component.fullName,
    id: component.id,
    lastModifiedById: modifier?.id,
    lastModifiedByName: modifier?.name,
    lastModifiedDate: component.lastModifiedDate,
    manageableState: 'unmanaged',
    type: component.type,
  };
}
