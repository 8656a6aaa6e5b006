import type { AppRecord } from '../org/credentialsPort.js';
import { CredentialsFailure, type CredentialsFailureReason } from './credentialsFailure.js';
import type { CredentialsWorld } from './credentialsWorld.js';
import { findConsumer } from './findConsumer.js';
import { readAppFlows } from './readAppFlows.js';

const closed: readonly CredentialsFailureReason[] = [
  'switch-off',
  'switch-off-and-permission',
  'permission-missing',
  'not-allowed',
];

/** Whether a failure says that the org does not give out its credentials to this user. */
export function isClosed(error: unknown): error is CredentialsFailure {
  return error instanceof CredentialsFailure && closed.includes(error.reason);
}

/** The key alone is no secret: where the credentials resources are closed, a retrieve of the metadata still gives it. */
export async function readKey(world: CredentialsWorld, app: AppRecord, consumerKey?: string): Promise<string> {
  try {
    return (await findConsumer(world, app, consumerKey)).consumer.key;
  } catch (error) {
    if (!isClosed(error)) throw error;
    const { consumerKey: key } = await readAppFlows(world, app.name);
    if (key === undefined) throw error;
    return key;
  }
}
