import { apiVersionText } from '../spec/apiVersion.js';
import { metadataTypes } from '../catalog/metadataTypes.js';
import type { MetadataType, TypeName } from '../catalog/metadataType.js';
import type { Component } from '../metadata/component.js';
import type { PlacedElement } from '../metadata/parseXml.js';
import { unzipFiles } from '../metadata/unzipFiles.js';
import { typeOfFile, xmlToComponent } from '../metadata/xmlToComponent.js';
import type { Clock } from './clock.js';
import type { RetrievedComponents } from './metadataOrg.js';
import { OrgFailure } from './orgFailure.js';
import { pollPause } from './pollPause.js';
import { childrenNamed, elementAt, textAt } from './readXmlElement.js';
import type { SoapMetadata } from './soapMetadata.js';

/** A retrieve of a few files takes seconds; an org that needs longer has a problem that waiting does not cure. */
const patience = 5 * 60_000;

/**
 * All components of the given types, or only the named ones, in one retrieve job of the SOAP API.
 * There is no such job in the REST API: its resource `metadata/retrieveRequest` answers 404.
 */
export async function retrieveComponents(
  soap: SoapMetadata,
  clock: Clock,
  types: readonly TypeName[],
  apiVersion: number,
): Promise<RetrievedComponents> {
  const known = (metadataTypes as readonly MetadataType[]).filter(
    ({ name, since }) => types.includes(name) && since <= apiVersion,
  );
  const version = apiVersionText(apiVersion);
  const started = await soap('retrieve', {
    retrieveRequest: {
      apiVersion: version,
      singlePackage: true,
      unpackaged: { types: known.map(({ name }) => ({ members: '*', name })), version },
    },
  });
  const jobId = textAt(started, ['result', 'id']);
  if (jobId === undefined) throw new OrgFailure('unreadable-answer', { request: 'retrieve' });
  return readResult(await finished(soap, clock, jobId));
}

async function finished(soap: SoapMetadata, clock: Clock, jobId: string): Promise<PlacedElement> {
  const begin = clock.now();
  for (let polls = 0; clock.now() - begin < patience; polls += 1) {
    await clock.sleep(pollPause(polls, clock.now() - begin));
    const response = await soap('checkRetrieveStatus', { asyncProcessId: jobId, includeZip: true });
    const result = elementAt(response, ['result']);
    if (result === undefined) throw new OrgFailure('unreadable-answer', { request: 'checkRetrieveStatus', jobId });
    if (textAt(result, ['done']) === 'true') return result;
  }
  throw new OrgFailure('retrieve-timeout', { request: 'checkRetrieveStatus', jobId });
}

async function readResult(result: PlacedElement): Promise<RetrievedComponents> {
  const failure = (text: string): OrgFailure => new OrgFailure('retrieve-failed', { request: 'retrieve', text });
  if (textAt(result, ['success']) !== 'true')
    throw failure(textAt(result, ['errorMessage']) ?? textAt(result, ['status']) ?? '');
  const warnings = childrenNamed(result, 'messages').flatMap((message) => textAt(message, ['problem']) ?? []);
  const zip = textAt(result, ['zipFile']) ?? '';
  if (zip === '') return { components: [], warnings, created: new Map() };
  const unpacked = await unzipFiles(Buffer.from(zip, 'base64'));
  if ('refused' in unpacked) throw failure(`${unpacked.refused} ${unpacked.entry}`.trim());
  const components: Component[] = [];
  for (const { path, text } of unpacked.files) {
    const type = typeOfFile(path);
    if (type === undefined) continue;
    const read = xmlToComponent(path, text, type);
    if ('finding' in read) warnings.push(`${path}: ${read.finding.rule}`);
    else components.push(read.component);
  }
  return { components, warnings, created: creationDates(result) };
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
