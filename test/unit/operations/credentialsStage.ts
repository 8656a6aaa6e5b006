import type { SecretSink, StoredPair } from '../../../src/files/secretSink.js';
import type { StateFile } from '../../../src/files/stateFile.js';
import type { RotationRecord } from '../../../src/operations/rotationRecord.js';
import type { Clock } from '../../../src/org/clock.js';
import { openOauth } from '../../../src/org/oauthClient.js';
import type { OauthPort } from '../../../src/org/oauthPort.js';
import { openCredentialsWorld, type CredentialsPorts } from '../../../src/org/openCredentialsWorld.js';
import { defaultSettings } from '../../../src/org/orgSession.js';
import { addClientCredentialsApp, consumerOf } from '../../e2e/clientStage.js';
import type { Consumer } from '../../fakeOrg/eca/consumers.js';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import { startFakeOrg, type FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { connectTo } from '../org/connectTo.js';

/** A fake org with the app `Sync` in this process, and the ports on it. */
export type CredentialsStage = {
  readonly org: FakeOrg;
  readonly world: CredentialsPorts;
  readonly oauth: OauthPort;
  readonly clock: Clock;
  readonly consumer: () => Consumer;
  /** Labels of the requests to the credentials resources, ids replaced. */
  readonly calls: () => readonly string[];
};

const running: FakeOrg[] = [];

/** Ends every org that a stage started. */
export async function endStages(): Promise<void> {
  await Promise.all(running.splice(0).map(async (org) => org.close()));
}

/** Time that passes only by sleeping. */
export function controlClock(start = Date.now()): Clock {
  let now = start;
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

/** Starts an org with its switch on, unless the options say otherwise. */
export async function credentialsStage(
  options: FakeOrgOptions & { readonly sessionClient?: (consumer: Consumer) => string } = {},
): Promise<CredentialsStage> {
  const { sessionClient, ...orgOptions } = options;
  const org = await startFakeOrg({ secretAccess: true, pollsUntilDone: 0, ...orgOptions });
  running.push(org);
  addClientCredentialsApp(org, 'Sync');
  const clock = controlClock();
  const consumer = (): Consumer => consumerOf(org, 'Sync');
  const connection = connectTo(org, orgOptions.apiVersion);
  const fields = {
    ...connection.getAuthInfoFields(),
    ...(sessionClient === undefined ? {} : { clientId: sessionClient(consumer()) }),
  };
  const world = await openCredentialsWorld(
    { ...connection, getAuthInfoFields: () => fields },
    { settings: { ...defaultSettings, timeout: 2_000, clock } },
  );
  return {
    org,
    world,
    oauth: openOauth(org.url, { clock }),
    clock,
    consumer,
    calls: () =>
      org.requests
        .filter(({ label }) => label.includes('/apps/oauth/credentials'))
        .map(
          ({ method, label }) => `${method} ${label.replace(/^.*credentials/, '').replace(/0x[IS]\w+|888\w+/g, 'id')}`,
        ),
  };
}

/** A state file in memory; `fail` lets the next write of a step throw, as a crash would. */
export function memoryRecord(): StateFile<RotationRecord> & {
  fail?: RotationRecord['step'] | undefined;
  content?: RotationRecord | undefined;
} {
  const file: ReturnType<typeof memoryRecord> = {
    path: 'memory',
    read: async () => Promise.resolve(file.content),
    write: async (content) => {
      if (file.fail === content.step) {
        file.fail = undefined;
        throw new Error(`crash before ${content.step}`);
      }
      file.content = content;
      return Promise.resolve();
    },
    remove: async () => {
      file.content = undefined;
      return Promise.resolve();
    },
    locked: async (work) => work(),
  };
  return file;
}

/** A place for a secret in memory. */
export function memorySink(
  before: (pair: StoredPair) => void = () => undefined,
): SecretSink & { readonly stored: StoredPair[] } {
  const stored: StoredPair[] = [];
  return {
    stored,
    check: async () => Promise.resolve(),
    store: async (pair) => {
      before(pair);
      stored.push(pair);
      return Promise.resolve();
    },
    readBack: async (pair) => Promise.resolve(stored.at(-1)?.consumerSecret === pair.consumerSecret),
  };
}
