import { apiVersionText } from '../spec/apiVersion.js';
import { metadataTypes } from '../catalog/metadataTypes.js';
import type { MetadataType, TypeName } from '../catalog/metadataType.js';
import type { Component } from '../metadata/component.js';
import type { PlacedElement } from '../metadata/parseXml.js';
import type { ArchiveFile } from '../metadata/zipFiles.js';
import { typeOfFile, xmlToComponent } from '../metadata/xmlToComponent.js';
import type { Clock } from './clock.js';
import type { RetrievedComponents } from './metadataOrg.js';
import { childrenNamed, readXmlElement, textAt } from './readXmlElement.js';
import { retrieveFiles, type RetrievedFiles } from './retrieveFiles.js';
import type { SoapMetadata } from './soapMetadata.js';

/**
 * All components of the given types, or only the named ones, in one retrieve job of the SOAP API.
 * There is no such job in the REST API: its resource `metadata/retrieveRequest` answers 404.
 */
export async function retrieveComponents(
  soap: SoapMetadata,
  clock: Clock,
  types: readonly TypeName[],
  apiVersion: number,
  settings: readonly string[] = [],
): Promise<RetrievedComponents> {
  const known = (metadataTypes as readonly MetadataType[]).filter(
    ({ name, since }) => types.includes(name) && since <= apiVersion,
  );
  const version = apiVersionText(apiVersion);
  const members = [
    ...known.map(({ name }) => ({ members: '*', name })),
    ...settings.map((name) => ({ members: name, name: 'Settings' })),
  ];
  return readResult(await retrieveFiles(soap, clock, members, version));
}

function readResult({ result, files }: RetrievedFiles): RetrievedComponents {
  const warnings = childrenNamed(result, 'messages').flatMap((message) => textAt(message, ['problem']) ?? []);
  const components: Component[] = [];
  for (const { path, text } of files) {
    const type = typeOfFile(path);
    if (type === undefined) continue;
    const read = xmlToComponent(path, text, type);
    if ('finding' in read) warnings.push(`${path}: ${read.finding.rule}`);
    else components.push(read.component);
  }
  return { components, warnings, created: creationDates(result), settings: new Map(files.flatMap(settingsOf)) };
}

/** The elements of a settings file, by `<member>.<element>`. */
function settingsOf({ path, text }: ArchiveFile): readonly (readonly [string, string])[] {
  const member = /([^/]+)\.settings$/.exec(path)?.[1];
  const content = member === undefined ? '' : (readXmlElement(text)?.content ?? '');
  if (typeof content === 'string') return [];
  return content.flatMap((element) =>
    typeof element.content === 'string' ? [[`${member}.${element.name}`, element.content] as const] : [],
  );
}

/** For some types the platform gives the start of 1970 instead of a date. */
const credible = Date.UTC(2000, 0, 1);

/** The properties of the files tell who made them and when. */
function creationDates(result: PlacedElement): ReadonlyMap<string, number> {
  return new Map(
    childrenNamed(result, 'fileProperties').flatMap((properties) => {
      const created = Date.parse(textAt(properties, ['createdDate']) ?? '');
      const isApp = textAt(properties, ['type']) === 'ExternalClientApplication' && created > credible;
      return isApp ? [[textAt(properties, ['fullName']) ?? '', created] as const] : [];
    }),
  );
}
