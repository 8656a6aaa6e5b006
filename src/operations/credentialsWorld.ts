import type { Clock } from '../org/clock.js';
import type { CredentialsPort } from '../org/credentialsPort.js';
import type { MetadataOrg } from '../org/metadataOrg.js';
import type { SecretAccess } from '../org/secretAccess.js';

/** What the operations on credentials reach of an org. */
export type CredentialsWorld = {
  readonly org: Pick<MetadataOrg, 'identity' | 'query' | 'retrieve'>;
  readonly credentials: CredentialsPort;
  readonly access: SecretAccess;
  readonly clock: Clock;
};
