import {
  cancelDeploy,
  checkDeployStatus,
  describeJob,
  startDeploy,
  toDeployOptions,
  type DeployJob,
} from '../deploy/deployJob.js';
import { mayUseMetadata, METADATA_REFUSED } from '../eca/accessRules.js';
import { jsonBody, methodNotAllowed, jsonReply, notFound, restError, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import { readMultipart } from './readMultipart.js';
import type { RestCall } from './restApi.js';

/**
 * Deployments by REST: POST a multipart form, GET the state, PATCH `{deployResult: {status: "Canceling"}}` to stop.
 * Clients call the JSON part `entity_content` (jsforce) or `json` (guide); both are read, by their content type.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_rest_deploy.htm
 */
export async function deployRequest(state: OrgState, call: RestCall): Promise<Reply> {
  if (!state.settings.rest) return notFound();
  if (!mayUseMetadata(state, call.session.username)) return restError(403, 'INSUFFICIENT_ACCESS', METADATA_REFUSED);
  const { request } = call;
  const id = call.path.split('/')[2];
  if (id === undefined) return request.method === 'POST' ? postDeploy(state, call) : methodNotAllowed(request.method);
  if (request.method === 'GET') {
    const deployResult = checkDeployStatus(state, id, request.query.get('includeDetails') === 'true');
    return deployResult === undefined
      ? unknownJob(id)
      : jsonReply(200, { id, url: jobUrl(state, call, id), deployResult });
  }
  if (request.method !== 'PATCH') return methodNotAllowed(request.method);
  const wanted = jsonBody(request)?.['deployResult'] as { status?: unknown } | undefined;
  if (wanted?.status !== 'Canceling')
    return restError(400, 'JSON_PARSER_ERROR', 'Only the status Canceling can be set.');
  const job = cancelDeploy(state, id);
  return job === undefined ? unknownJob(id) : jsonReply(202, describe(state, call, job));
}

async function postDeploy(state: OrgState, call: RestCall): Promise<Reply> {
  const parts = readMultipart(call.request);
  const zip = parts.find(({ contentType }) => contentType.startsWith('application/zip'));
  const json = parts.find(({ contentType }) => contentType.startsWith('application/json'));
  if (zip === undefined || json === undefined)
    return restError(400, 'BAD_REQUEST', 'Multipart message must include a JSON part and a zip part.');
  const { deployOptions } = JSON.parse(json.content.toString('utf8')) as { deployOptions?: Record<string, unknown> };
  const job = await startDeploy(state, zip.content, toDeployOptions(deployOptions ?? {}), call.session.username);
  return jsonReply(201, describe(state, call, job));
}

function describe(state: OrgState, call: RestCall, job: DeployJob): unknown {
  return {
    id: job.id,
    validatedDeployRequestId: null,
    url: jobUrl(state, call, job.id),
    deployOptions: job.options,
    deployResult: describeJob(state, job, false),
  };
}

function jobUrl(state: OrgState, call: RestCall, id: string): string {
  return `${state.url}/services/data/v${call.version}.0/metadata/deployRequest/${id}`;
}

function unknownJob(id: string): Reply {
  return restError(404, 'INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id ${id}`);
}
