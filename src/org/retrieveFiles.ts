import type { PlacedElement } from '../metadata/parseXml.js';
import { unzipFiles } from '../metadata/unzipFiles.js';
import type { ArchiveFile } from '../metadata/zipFiles.js';
import type { Clock } from './clock.js';
import { OrgFailure } from './orgFailure.js';
import { pollPause } from './pollPause.js';
import { elementAt, textAt } from './readXmlElement.js';
import type { SoapMetadata } from './soapMetadata.js';

/** The result of a retrieve job and the files in its archive. */
export type RetrievedFiles = { readonly result: PlacedElement; readonly files: readonly ArchiveFile[] };

/** A retrieve of a few files takes seconds; an org that needs longer has a problem that waiting does not cure. */
const patience = 5 * 60_000;

/** Runs one retrieve job of the SOAP API, for members of types or all (`*`), to its end. */
export async function retrieveFiles(
  soap: SoapMetadata,
  clock: Clock,
  types: readonly { readonly members: string; readonly name: string }[],
  version: string,
): Promise<RetrievedFiles> {
  const started = await soap('retrieve', {
    retrieveRequest: { apiVersion: version, singlePackage: true, unpackaged: { types, version } },
  });
  const jobId = textAt(started, ['result', 'id']);
  if (jobId === undefined) throw new OrgFailure('unreadable-answer', { request: 'retrieve' });
  const result = await finished(soap, clock, jobId);
  const failure = (text: string): OrgFailure => new OrgFailure('retrieve-failed', { request: 'retrieve', text });
  if (textAt(result, ['success']) !== 'true')
    throw failure(textAt(result, ['errorMessage']) ?? textAt(result, ['status']) ?? '');
  const zip = textAt(result, ['zipFile']) ?? '';
  if (zip === '') return { result, files: [] };
  const unpacked = await unzipFiles(Buffer.from(zip, 'base64'));
  if ('refused' in unpacked) throw failure(`${unpacked.refused} ${unpacked.entry}`.trim());
  return { result, files: unpacked.files };
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
