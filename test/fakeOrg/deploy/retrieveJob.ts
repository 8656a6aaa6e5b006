import type { OrgState } from '../orgState.js';
import { child, childrenNamed, childText, newElement, type XmlElement } from '../xml/readXml.js';
import { fileToXml, type XmlValue } from '../xml/writeXml.js';
import { findComponent } from './componentStore.js';
import { fileProperties } from './fileProperties.js';
import { membersInOrg } from './packageEntries.js';
import { closePackage } from './packageZip.js';
import { packageFolders, rootName } from './plainTypes.js';
import { retrieveView } from './retrieveView.js';

/** A retrieval; the files are taken at the moment it ends. */
export type RetrieveJob = {
  readonly id: string;
  readonly types: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly apiVersion: number;
  readonly singlePackage: boolean;
  polls: number;
};

/** Accepts a retrieval of an unpackaged manifest; jsforce calls the request `request`, the WSDL `retrieveRequest`. */
export function startRetrieve(state: OrgState, argument: XmlElement, endpointVersion: number): RetrieveJob {
  const request = child(argument, 'request') ?? child(argument, 'retrieveRequest') ?? argument;
  const manifest = child(request, 'unpackaged');
  const version = Number.parseInt(
    childText(manifest ?? request, 'version') ?? childText(request, 'apiVersion') ?? '',
    10,
  );
  const job: RetrieveJob = {
    id: state.makeId('09S'),
    types: childrenNamed(manifest ?? request, 'types').map((type) => ({
      name: childText(type, 'name') ?? '',
      members: childrenNamed(type, 'members').map((member) => member.text.trim()),
    })),
    apiVersion: Number.isNaN(version) ? endpointVersion : version,
    singlePackage: childText(request, 'singlePackage') === 'true',
    polls: 0,
  };
  state.retrieveJobs.set(job.id, job);
  return job;
}

/** Counts a poll and says how far the retrieval is; with the zip when it is done and asked for. */
export async function checkRetrieveStatus(
  state: OrgState,
  id: string,
  withZip: boolean,
): Promise<XmlValue | undefined> {
  const job = state.retrieveJobs.get(id);
  if (job === undefined) return undefined;
  job.polls += 1;
  if (job.polls <= Math.min(1, state.settings.pollsUntilDone)) {
    return { done: false, id: job.id, status: 'InProgress', success: false };
  }
  const { files, properties, messages } = collect(state, job);
  const zip = withZip ? (await closePackage(files)).toString('base64') : undefined;
  return {
    done: true,
    fileProperties: properties,
    id: job.id,
    messages,
    status: 'Succeeded',
    success: true,
    zipFile: zip,
  };
}

function collect(
  state: OrgState,
  job: RetrieveJob,
): { files: Map<string, string>; properties: XmlValue[]; messages: XmlValue[] } {
  const root = job.singlePackage ? '' : 'unpackaged/';
  const files = new Map<string, string>();
  const properties: XmlValue[] = [];
  const messages: XmlValue[] = [];
  const manifest: XmlElement[] = [];
  for (const { name, members } of job.types) {
    const folder = packageFolders.find(({ type, since }) => type === name && since <= job.apiVersion);
    if (folder === undefined) {
      messages.push({
        fileName: `${root}package.xml`,
        problem: `Unknown type name '${name}' specified in package.xml`,
      });
      continue;
    }
    const found = membersInOrg(state, name, members).filter((member) => {
      const component = findComponent(state.components, name, member);
      if (component === undefined) {
        messages.push({
          fileName: `${root}package.xml`,
          problem: `Entity of type '${name}' named '${member}' cannot be found`,
        });
        return false;
      }
      const text = fileToXml(rootName(name, component.fullName), retrieveView(state, component, job.apiVersion));
      files.set(`${root}${folder.folder}/${component.fullName}.${folder.suffix}`, text);
      properties.push(fileProperties(state, component, folder, root));
      return true;
    });
    if (found.length > 0) {
      manifest.push(
        newElement('types', [...found.map((member) => newElement('members', member)), newElement('name', name)]),
      );
    }
  }
  files.set(`${root}package.xml`, fileToXml('Package', [...manifest, newElement('version', `${job.apiVersion}.0`)]));
  return { files, properties, messages };
}
