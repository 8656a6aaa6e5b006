import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import type { FakeOrgOptions } from '../fakeOrg/fakeOrgOptions.js';
import type { Consumer } from '../fakeOrg/eca/consumers.js';
import { homeOf } from './planHome.js';
import { runBin, type ProgramResult, type SfHome } from './sfCli.js';

/** A fake org with an app `Sync` of the client credentials flow, and a home of the CLI that is logged in to it as `fake`. */
export type ClientStage = {
  readonly org: FakeOrg;
  readonly home: SfHome;
  /** Runs a command of this plugin through bin/run.js. */
  readonly eca: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<ProgramResult>;
  readonly consumer: () => Consumer;
  readonly isSwitchOn: () => boolean;
};

/** The user that the client credentials flow of `Sync` runs as. */
export const runAs = 'integration@fake.example.com';

/** Sets up the org and the home; the org must be closed by the caller. */
export async function clientStage(options: FakeOrgOptions = {}): Promise<ClientStage> {
  const org = await startFakeOrg({ pollsUntilDone: 0, ...options });
  addClientCredentialsApp(org, 'Sync');
  const home = await homeOf({ fake: org });
  return {
    org,
    home,
    eca: async (args, env = {}) => runBin(['eca', ...args], { home, env }),
    consumer: () => consumerOf(org, 'Sync'),
    isSwitchOn: () => isSwitchOn(org),
  };
}

/** Makes an app with the client credentials flow in Setup of the fake org. */
export function addClientCredentialsApp(org: FakeOrg, name: string): void {
  org.setup.createApp({ name });
  org.setup.setValue('ExtlClntAppGlobalOauthSettings', `${name}_glbloauth`, 'isClientCredentialsFlowEnabled', 'true');
  const policy = ['ExtlClntAppOauthConfigurablePolicies', `${name}_oauthPlcy`] as const;
  org.setup.setValue(...policy, 'isClientCredentialsFlowEnabled', 'true');
  org.setup.setValue(...policy, 'clientCredentialsFlowUser', runAs);
}

/** The consumer that the fake org holds for an app. */
export function consumerOf(org: FakeOrg, name: string): Consumer {
  const consumer = org.state.consumers.get(name.toLowerCase());
  if (consumer === undefined) throw new Error(`The fake org has no consumer of ${name}.`);
  return consumer;
}

/** Whether the org gives out consumer secrets. */
export function isSwitchOn(org: FakeOrg): boolean {
  const elements = org.state.components.get('Settings:externalclientapp')?.elements ?? [];
  return elements.some(({ name, text }) => name === 'enableClientSecretInRestApiAccess' && text === 'true');
}
