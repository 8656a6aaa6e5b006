import type { Clock } from './clock.js';
import { openCredentials } from './credentialsApi.js';
import type { CredentialsPort } from './credentialsPort.js';
import { createHttpExchange } from './exchangeHttp.js';
import type { MetadataOrg } from './metadataOrg.js';
import { isJwtSession, type OrgConnection } from './orgConnection.js';
import { defaultSettings, openSession, type SessionSettings } from './orgSession.js';
import { openSalesforceOrg } from './salesforceOrg.js';
import { openSecretAccess, type SecretAccess } from './secretAccess.js';
import { soapMetadata } from './soapMetadata.js';

/** The ports on one org that the operations on credentials take. */
export type CredentialsPorts = {
  readonly org: MetadataOrg;
  readonly credentials: CredentialsPort;
  readonly access: SecretAccess;
  readonly clock: Clock;
};

/** Opens all ports on a connection of the CLI. */
export async function openCredentialsWorld(
  connection: OrgConnection,
  options: { readonly alias?: string; readonly settings?: SessionSettings } = {},
): Promise<CredentialsPorts> {
  const opened = await openSalesforceOrg(connection, options);
  const settings = options.settings ?? defaultSettings;
  const { clock } = settings;
  const session = openSession(connection, createHttpExchange(process.env), settings);
  const { apiVersion } = opened.identity;
  const client = opened.identity.sessionClientId ?? clientOfToken(connection);
  const org = {
    ...opened,
    identity: { ...opened.identity, ...(client === undefined ? {} : { sessionClientId: client }) },
  };
  const access = openSecretAccess(soapMetadata(session, connection, apiVersion), org, clock);
  return { org, credentials: openCredentials(session, apiVersion), access, clock };
}

/** A JWT-based access token names the app that it was given to. */
function clientOfToken(connection: OrgConnection): string | undefined {
  if (!isJwtSession(connection)) return undefined;
  try {
    const claims = Buffer.from(connection.accessToken?.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { client_id } = JSON.parse(claims) as { readonly client_id?: unknown };
    return typeof client_id === 'string' ? client_id : undefined;
  } catch {
    return undefined;
  }
}
