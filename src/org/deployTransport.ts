import { randomBytes } from 'node:crypto';
import { judgeRestAnswer } from './judgeAnswer.js';
import type { DeployOptions, DeployStatus } from './metadataOrg.js';
import { OrgFailure } from './orgFailure.js';
import type { OrgSession } from './orgSession.js';
import { deployStatusFromJson, deployStatusFromXml } from './readDeployStatus.js';
import { elementAt, textAt } from './readXmlElement.js';
import type { SoapMetadata } from './soapMetadata.js';

/** Starts deploy jobs and asks for their state over one of the two APIs. */
export type DeployTransport = {
  readonly deploy: (zip: Uint8Array, options: Pick<DeployOptions, 'checkOnly'>) => Promise<string>;
  readonly status: (jobId: string) => Promise<DeployStatus>;
};

const fixedOptions = {
  allowMissingFiles: false,
  autoUpdatePackage: false,
  ignoreWarnings: false,
  performRetrieve: false,
  purgeOnDelete: false,
  rollbackOnError: true,
  singlePackage: true,
} as const;

/** Deploys by the REST resource `metadata/deployRequest`. @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_rest_deploy.htm */
export function restTransport(session: OrgSession, apiVersion: number, timeout: number): DeployTransport {
  const path = `/services/data/v${apiVersion}.0/metadata/deployRequest`;
  return {
    deploy: async (zip, { checkOnly }) => {
      const { contentType, body } = multipart(zip, { deployOptions: { ...fixedOptions, checkOnly } });
      const answer = await session.send(
        {
          name: 'deploy',
          method: 'POST',
          path,
          headers: { 'content-type': contentType },
          body,
          repeatable: false,
          timeout,
        },
        judgeRestAnswer,
      );
      return jobIdOf((JSON.parse(answer.body) as { readonly id?: unknown }).id);
    },
    status: async (jobId) => {
      const answer = await session
        .send(
          { name: 'checkDeployStatus', method: 'GET', path: `${path}/${jobId}?includeDetails=true`, repeatable: true },
          judgeRestAnswer,
        )
        .catch(orJobNotFound(jobId));
      const { deployResult } = JSON.parse(answer.body) as { readonly deployResult?: unknown };
      return { ...deployStatusFromJson(deployResult), jobId };
    },
  };
}

/** Deploys by the operation `deploy` of the SOAP API. */
export function soapTransport(soap: SoapMetadata, timeout: number): DeployTransport {
  return {
    deploy: async (zip, { checkOnly }) => {
      const {
        autoUpdatePackage,
        ignoreWarnings,
        performRetrieve,
        purgeOnDelete,
        rollbackOnError,
        singlePackage,
        allowMissingFiles,
      } = fixedOptions;
      // The elements in the order of the WSDL.
      const options = {
        allowMissingFiles,
        autoUpdatePackage,
        checkOnly,
        ignoreWarnings,
        performRetrieve,
        purgeOnDelete,
        rollbackOnError,
        singlePackage,
      };
      const response = await soap(
        'deploy',
        { ZipFile: Buffer.from(zip).toString('base64'), DeployOptions: options },
        { repeatable: false, timeout },
      );
      return jobIdOf(textAt(response, ['result', 'id']));
    },
    status: async (jobId) => {
      const response = await soap('checkDeployStatus', { asyncProcessId: jobId, includeDetails: true }).catch(
        orJobNotFound(jobId),
      );
      const result = elementAt(response, ['result']);
      if (result === undefined) throw new OrgFailure('unreadable-answer', { request: 'checkDeployStatus', jobId });
      return { ...deployStatusFromXml(result), jobId };
    },
  };
}

/** True for an answer that says that the org has no REST resource for deploys. */
export function refusesRest(error: unknown): boolean {
  if (!(error instanceof OrgFailure) || error.reason !== 'refused') return false;
  const { status, code = '', text = '' } = error.details;
  if (status === 404 || status === 405) return true;
  return (
    status === 403 &&
    /FUNCTIONALITY_NOT_ENABLED|API_DISABLED_FOR_ORG|not enabled|not available|REST/i.test(`${code} ${text}`)
  );
}

function orJobNotFound(jobId: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof OrgFailure && error.details.code === 'INVALID_CROSS_REFERENCE_KEY')
      throw new OrgFailure('job-not-found', { ...error.details, jobId });
    throw error;
  };
}

function jobIdOf(id: unknown): string {
  // The request was accepted, but nobody knows under which id: as good as an answer that was lost.
  if (typeof id !== 'string' || id === '') throw new OrgFailure('deploy-unknown', { request: 'deploy' });
  return id;
}

/** The form that the resource wants; the names of the parts are those that jsforce uses. */
function multipart(zip: Uint8Array, options: unknown): { readonly contentType: string; readonly body: Uint8Array } {
  const boundary = `eca-${randomBytes(16).toString('hex')}`;
  const part = (head: string): string => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(part('name="file"; filename="package.xml"\r\nContent-Type: application/zip')),
    zip,
    Buffer.from(
      `\r\n${part('name="entity_content"\r\nContent-Type: application/json')}${JSON.stringify(options)}\r\n--${boundary}--\r\n`,
    ),
  ]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}
