import { randomBytes } from 'node:crypto';
import { explained, type FlowName } from '../operations/flowResult.js';
import { CredentialsFailure } from '../operations/credentialsFailure.js';
import { needsSecret, opensFlow } from '../operations/enabledFlows.js';
import { readClient, type GivenPair, type ReadClient } from '../operations/readClient.js';
import { verifyApp } from '../operations/verifyApp.js';
import type { VerifyWorld } from '../operations/verifyWorld.js';
import { callAsClient } from '../org/callAsClient.js';
import type { Clock } from '../org/clock.js';
import { listenOnLoopback } from '../org/loopbackListener.js';
import { openOauth } from '../org/oauthClient.js';
import { OauthFailure } from '../org/oauthFailure.js';
import { asCredentialsError } from '../report/credentialsError.js';
import { toVerifiedApp, type VerifiedAppResult } from '../report/verifyResult.js';
import type { Spec } from '../catalog/spec.js';
import type { OpenedCredentials } from './openCredentials.js';

/** What the command line and the terminal bring in. */
export type VerifyOptions = {
  readonly flows: readonly FlowName[] | undefined;
  readonly hasPerson: boolean;
  /** When to stop waiting for an app, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly jwt: { readonly privateKey: string; readonly username: string | undefined } | undefined;
  readonly given: ReadonlyMap<string, GivenPair>;
  readonly signal: AbortSignal;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly tell: VerifyWorld['tell'];
  readonly onWait: (app: string, elapsed: number) => void;
  /** Turns the switch of the org on for the time of the work where that was asked for. */
  readonly withSwitch: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

/** Proves the apps of completed specs one after the other; what was obtained is revoked also after Ctrl-C. */
export async function runVerify(
  opened: OpenedCredentials,
  specs: readonly Spec[],
  options: VerifyOptions,
): Promise<readonly VerifiedAppResult[]> {
  const { target, world } = opened;
  const clients = await options.withSwitch(async () => readClients(opened, specs, options));
  const { deadline } = options;
  const { username, kind } = world.org.identity;
  const jwt =
    options.jwt === undefined
      ? {}
      : {
          jwt: {
            privateKey: options.jwt.privateKey,
            username: options.jwt.username ?? username,
            audience: audienceOf(kind),
          },
        };
  const results: VerifiedAppResult[] = [];
  for (const spec of specs) {
    const { name } = spec;
    if (!opensFlow(spec)) {
      results.push({ name, active: false, flows: [], nothingToProve: true });
      continue;
    }
    const client = clients.get(name);
    if (client === undefined || client instanceof Error) {
      results.push({ name, active: false, flows: [], error: asCredentialsError(client, target).message });
      continue;
    }
    const request = { spec, ...client, ...jwt, hasPerson: options.hasPerson, deadline };
    const flows = options.flows === undefined ? {} : { flows: options.flows };
    try {
      const verified = await verifyApp(verifyWorld(opened, options, name), { ...request, ...flows });
      results.push(toVerifiedApp(verified, name, target));
    } catch (error) {
      if (!(error instanceof OauthFailure)) throw error;
      const told = toVerifiedApp({ active: false, refusal: explained(error), flows: [] }, name, target);
      results.push({ ...told, error: asCredentialsError(error, target).message });
    }
  }
  return results;
}

async function readClients(
  { world }: OpenedCredentials,
  specs: readonly Spec[],
  { given }: VerifyOptions,
): Promise<ReadonlyMap<string, ReadClient | Error>> {
  const clients = new Map<string, ReadClient | Error>();
  for (const spec of specs.filter(opensFlow)) {
    const read = readClient(world, spec.name, given.get(spec.name.toLowerCase()), needsSecret(spec));
    clients.set(spec.name, await read.catch((error: unknown) => unlessFatal(error)));
  }
  return clients;
}

/** What is wrong with one app stops none of the others. */
function unlessFatal(error: unknown): CredentialsFailure {
  if (error instanceof CredentialsFailure && error.reason !== 'interrupted') return error;
  throw error;
}

function verifyWorld({ world }: OpenedCredentials, options: VerifyOptions, name: string): VerifyWorld {
  const { signal } = options;
  const { identity } = world.org;
  const stopIfInterrupted = (): void => {
    if (signal.aborted) throw new CredentialsFailure('interrupted');
  };
  return {
    // The requests that revoke go through a clock that nothing interrupts.
    oauth: openOauth(identity.instanceUrl),
    clock: interruptible(world.clock, signal),
    callAsClient: async (tokens) => callAsClient(tokens, identity.apiVersion),
    listen: async (callback) => {
      const listener = await listenOnLoopback(callback);
      return { ...listener, answer: async (timeout) => Promise.race([listener.answer(timeout), interruption(signal)]) };
    },
    openBrowser: options.openBrowser,
    tell: options.tell,
    onWait: (elapsed) => options.onWait(name, elapsed),
    // 43 characters, as PKCE wants at least (RFC 7636 §4.1).
    random: () => randomBytes(32).toString('base64url'),
    stopIfInterrupted,
  };
}

function interruptible(clock: Clock, signal: AbortSignal): Clock {
  return {
    now: clock.now,
    sleep: async (milliseconds) => Promise.race([clock.sleep(milliseconds), interruption(signal)]),
  };
}

async function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new CredentialsFailure('interrupted'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** As the CLI does it for `sf org login jwt`. */
function audienceOf(kind: string): string {
  const forced = process.env['SF_AUDIENCE_URL'] ?? '';
  if (forced !== '') return forced;
  return kind === 'sandbox' || kind === 'scratch' ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}
