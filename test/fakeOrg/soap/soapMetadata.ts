import { describeMetadata } from './describeMetadata.js';
import { listMetadata, readMetadata } from './listMetadata.js';
import { soapAnswer, soapFault } from './soapFault.js';
import { readSoapCall, type SoapCall } from './soapRequest.js';
import { cancelDeploy, checkDeployStatus, readDeployOptions, startDeploy } from '../deploy/deployJob.js';
import { checkRetrieveStatus, startRetrieve } from '../deploy/retrieveJob.js';
import { mayUseMetadata, METADATA_REFUSED } from '../eca/accessRules.js';
import type { OrgRequest, Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import { childText } from '../xml/readXml.js';
import { valueToXml, type XmlValue } from '../xml/writeXml.js';

/** SOAP takes sessions of JWT-based access tokens from this version on (jsforce pull request 1817: core 264). */
const JWT_SINCE = 68;

/** What SOAP says to such a session before that (reference metadata §2.7; fault code as jsforce describes the answer). */
const JWT_REFUSED =
  'SOAP API does not support JWT-based access tokens. You must disable the "Issue JSON Web Token (JWT)-based access tokens" ' +
  'setting in your Connected App or External Client App';

/**
 * The SOAP Metadata API.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_calls_intro.htm
 */
export async function soapMetadata(state: OrgState, request: OrgRequest): Promise<Reply> {
  const call = readSoapCall(request);
  if (call === undefined) return soapFault('soapenv:Client', 'The request body is no SOAP envelope.');
  if (call.apiVersion > state.settings.apiVersion) {
    return soapFault('sf:UNSUPPORTED_API_VERSION', `UNSUPPORTED_API_VERSION: Invalid Api version specified on URL`);
  }
  const session = call.sessionId === undefined ? undefined : state.sessions.get(call.sessionId);
  if (session === undefined) {
    const text = 'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session';
    return soapFault('sf:INVALID_SESSION_ID', text);
  }
  if (session.format === 'jwt' && call.apiVersion < JWT_SINCE) return soapFault('sf:INVALID_SESSION_ID', JWT_REFUSED);
  if (!mayUseMetadata(state, session.username))
    return soapFault('sf:INSUFFICIENT_ACCESS', `INSUFFICIENT_ACCESS: ${METADATA_REFUSED}`);
  const result = await runOperation(state, call, session.username);
  return typeof result === 'string' ? soapAnswer(call.operation, result) : soapFault(result.code, result.message);
}

type Fault = { readonly code: string; readonly message: string };

async function runOperation(state: OrgState, call: SoapCall, username: string): Promise<string | Fault> {
  const text = (name: string): string => childText(call.argument, name) ?? '';
  const result = (value: XmlValue): string => valueToXml('result', value);
  switch (call.operation) {
    case 'deploy': {
      const zip = Buffer.from(text('ZipFile'), 'base64');
      const job = await startDeploy(state, zip, readDeployOptions(call.argument), username);
      return result({ done: false, id: job.id, state: 'Queued' });
    }
    case 'checkDeployStatus': {
      const status = checkDeployStatus(state, text('asyncProcessId'), text('includeDetails') === 'true');
      return status === undefined ? unknownJob(text('asyncProcessId')) : result(status);
    }
    case 'cancelDeploy': {
      // jsforce calls the argument `id`, the WSDL `String` (reference cli-base §3.3).
      const id = text('id') || text('String');
      const job = cancelDeploy(state, id);
      return job === undefined ? unknownJob(id) : result({ done: job.final, id: job.id });
    }
    case 'retrieve': {
      const job = startRetrieve(state, call.argument, call.apiVersion);
      return result({ done: false, id: job.id, state: 'Queued' });
    }
    case 'checkRetrieveStatus': {
      const withZip = text('includeZip') !== 'false';
      const status = await checkRetrieveStatus(state, text('asyncProcessId'), withZip);
      return status === undefined ? unknownJob(text('asyncProcessId')) : result(status);
    }
    case 'listMetadata':
      return listMetadata(state, call);
    case 'readMetadata':
      return readMetadata(state, call);
    case 'describeMetadata':
      return result(describeMetadata(state, call));
    default:
      return { code: 'soapenv:Client', message: `The fake org does not know the operation ${call.operation}.` };
  }
}

function unknownJob(id: string): Fault {
  return {
    code: 'sf:INVALID_CROSS_REFERENCE_KEY',
    message: `INVALID_CROSS_REFERENCE_KEY: invalid cross reference id ${id}`,
  };
}
