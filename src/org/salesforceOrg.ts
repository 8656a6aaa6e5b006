import { apiVersionText } from '../spec/apiVersion.js';
import { createHttpExchange, type HttpExchange } from './exchangeHttp.js';
import { refusesRest, restTransport, soapTransport, type DeployTransport } from './deployTransport.js';
import type { DeployStatus, MetadataOrg, OrgIdentity, StartedDeploy, Transport } from './metadataOrg.js';
import type { OrgConnection } from './orgConnection.js';
import { OrgFailure } from './orgFailure.js';
import { defaultSettings, openSession, type SessionSettings } from './orgSession.js';
import { queryRecords } from './queryRecords.js';
import { retrieveComponents } from './retrieveComponents.js';
import { retrieveFiles } from './retrieveFiles.js';
import { soapMetadata } from './soapMetadata.js';

/** What may be replaced when an org is opened. */
export type OpenOptions = {
  readonly alias?: string;
  /** Absent means HTTP, through the proxy that the environment names. */
  readonly exchange?: HttpExchange;
  readonly settings?: SessionSettings;
};

/**
 * The port on a connection that the CLI has opened. Requests are our own rather than those of jsforce, whose client
 * waits half an hour for an answer and ends the process when one breaks off (docs/decisions/own-requests.md).
 * Rejects with `unreachable` when the org does not tell its API versions.
 */
export async function openSalesforceOrg(connection: OrgConnection, options: OpenOptions = {}): Promise<MetadataOrg> {
  const settings = options.settings ?? defaultSettings;
  const session = openSession(connection, options.exchange ?? createHttpExchange(process.env), settings);
  const apiVersion = await newestVersion(connection);
  const soap = soapMetadata(session, connection, apiVersion);
  const transports: Readonly<Record<Transport, DeployTransport>> = {
    rest: restTransport(session, apiVersion, settings.uploadTimeout),
    soap: soapTransport(soap, settings.uploadTimeout),
  };
  let usable: readonly Transport[] = ['rest', 'soap'];

  /** Tries REST, and SOAP when the org refuses REST; keeps in mind what works. */
  async function over<Result>(
    chosen: Transport | undefined,
    work: (transport: DeployTransport) => Promise<Result>,
  ): Promise<readonly [Result, Transport]> {
    const [first = 'rest', second] = chosen === undefined ? usable : [chosen];
    try {
      return [await work(transports[first]), first];
    } catch (error) {
      if (second === undefined || !refusesRest(error)) throw error;
      const result = await work(transports[second]);
      usable = [second];
      return [result, second];
    }
  }

  return {
    identity: identityOf(connection, apiVersion, options.alias),
    retrieve: async (types, version, members) => retrieveComponents(soap, settings.clock, types, version, members),
    retrieveFiles: async (members, version) => {
      const types = members.map(({ type, fullName }) => ({ members: fullName, name: type }));
      return (await retrieveFiles(soap, settings.clock, types, apiVersionText(version))).files;
    },
    deploy: async (zip, { checkOnly, transport }): Promise<StartedDeploy> => {
      const [jobId, used] = await over(transport, async (one) => one.deploy(zip, { checkOnly }));
      return { jobId, transport: used };
    },
    deployStatus: async (jobId, transport): Promise<DeployStatus> =>
      (await over(transport, async (one) => one.status(jobId)))[0],
    query: async (soql, api = 'data') => queryRecords(session, apiVersion, soql, api),
    time: () => settings.clock.now() + session.clockAhead(),
  };
}

async function newestVersion(connection: OrgConnection): Promise<number> {
  try {
    return Number.parseInt(await connection.retrieveMaxApiVersion(), 10);
  } catch (error) {
    throw new OrgFailure('unreachable', {
      request: 'versions',
      text: error instanceof Error ? error.message : String(error),
    });
  }
}

function identityOf(connection: OrgConnection, apiVersion: number, alias: string | undefined): OrgIdentity {
  const { orgId = '', clientId, isSandbox, isScratch } = connection.getAuthInfoFields();
  const kind =
    isScratch === true ? 'scratch' : isSandbox === true ? 'sandbox' : isSandbox === false ? 'production' : 'unknown';
  return {
    username: connection.getUsername() ?? '',
    ...(alias === undefined ? {} : { alias }),
    orgId,
    instanceUrl: connection.instanceUrl.replace(/\/+$/, ''),
    apiVersion,
    kind,
    ...(clientId === undefined ? {} : { sessionClientId: clientId }),
  };
}
