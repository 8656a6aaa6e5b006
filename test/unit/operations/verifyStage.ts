import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Spec } from '../../../src/catalog/spec.js';
import type { FlowResult } from '../../../src/operations/flowResult.js';
import type { VerifyRequest, VerifyWorld } from '../../../src/operations/verifyWorld.js';
import { callAsClient } from '../../../src/org/callAsClient.js';
import { listenOnLoopback } from '../../../src/org/loopbackListener.js';
import { completeSpec } from '../../../src/spec/completeSpec.js';
import { runAs } from '../../e2e/clientStage.js';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import type { CredentialsStage } from './credentialsStage.js';

/** A web app with nothing special about it. */
export const base: Spec = {
  name: 'Sync',
  contactEmail: 'a@example.com',
  callback: 'https://app.example.com/callback',
  scopes: ['api', 'refresh_token'],
};
/** The same with the client credentials flow. */
export const withClientCredentials: Spec = { ...base, flows: { clientCredentials: { runAs } } };

/** What a person was told. */
export type Told = { readonly what: string; readonly tokens: Readonly<Record<string, string>> };

/** A world whose browser follows every redirection, as one in which the user is logged in and agrees. */
export function worldOf(
  { oauth, clock }: CredentialsStage,
  told: Told[] = [],
  changes: Partial<VerifyWorld> = {},
): VerifyWorld {
  let count = 0;
  return {
    oauth,
    clock,
    callAsClient: async (tokens) => callAsClient(tokens, 67),
    listen: listenOnLoopback,
    openBrowser: async (url) => void (await fetch(url)),
    tell: (what, tokens) => void told.push({ what, tokens }),
    onWait: () => undefined,
    random: () => `${'r'.repeat(43)}${(count += 1)}`,
    stopIfInterrupted: () => undefined,
    ...changes,
  };
}

/** A request to prove the app `Sync` of the stage. */
export function requestOf(stage: CredentialsStage, spec: Spec, changes: Partial<VerifyRequest> = {}): VerifyRequest {
  const { key, secret } = stage.consumer();
  return { spec: completeSpec(spec), key, secret, hasPerson: false, deadline: stage.clock.now() + 60_000, ...changes };
}

/** One line per result: flow, status, and note or cause. */
export function brief(flows: readonly FlowResult[]): readonly string[] {
  return flows.map(({ flow, status, note, error }) => `${flow} ${status} ${error === undefined ? note : error.cause}`);
}

/** Sets an element of the global OAuth settings. */
export const global = (org: FakeOrg, element: string, text: string | null): void =>
  org.setup.setValue('ExtlClntAppGlobalOauthSettings', 'Sync_glbloauth', element, text);
/** Sets an element of the OAuth policies. */
export const policy = (org: FakeOrg, element: string, text: string | null): void =>
  org.setup.setValue('ExtlClntAppOauthConfigurablePolicies', 'Sync_oauthPlcy', element, text);
/** Sets an element of the OAuth settings. */
export const settings = (org: FakeOrg, element: string, text: string | null): void =>
  org.setup.setValue('ExtlClntAppOauthSettings', 'Sync_oauth', element, text);

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
