import { createHash } from 'node:crypto';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { appFiles, deployed, policyFile } from './metadataClient.js';
import { useOrgs } from './useOrgs.js';

export type Values = Readonly<Record<string, string>>;
export type Answer = { readonly status: number; readonly body: Readonly<Record<string, string>> };

/** What differs from the plainest app. */
export type DemoParts = { readonly global?: Values; readonly oauth?: Values; readonly policy?: Values };

export const CALLBACK = 'https://app.example.com/callback';
export const RUN_AS = 'integration@fake.example.com';
export const CODE_FLOW = { response_type: 'code', redirect_uri: CALLBACK };
export const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-1234';
export const CHALLENGE = {
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
};
export const PROBLEM = (error: string, description: string): Answer => ({
  status: 400,
  body: { error, error_description: description },
});

export const client = (org: FakeOrg): { client_id: string; client_secret: string } => {
  const consumer = org.state.consumers.get('demo');
  return { client_id: consumer?.key ?? '', client_secret: consumer?.secret ?? '' };
};

export async function post(org: FakeOrg, endpoint: string, values: Values, host = org.url): Promise<Answer> {
  const response = await fetch(`${host}/services/oauth2/${endpoint}`, {
    method: 'POST',
    body: new URLSearchParams(values),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, string> };
}

/** Where the authorize endpoint sends a browser, one step. */
export async function authorize(
  org: FakeOrg,
  values: Values,
): Promise<{ status: number; location: string; text: string }> {
  const query = new URLSearchParams({ ...CODE_FLOW, client_id: client(org).client_id, ...values });
  const response = await fetch(`${org.url}/services/oauth2/authorize?${query.toString()}`, { redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location') ?? '', text: await response.text() };
}

/** Plays the browser of a user who is logged in: the parameters that come back to the client. */
export async function consent(org: FakeOrg, values: Values = CHALLENGE): Promise<Values> {
  const { location } = await authorize(org, values);
  const response = await fetch(location, { redirect: 'manual' });
  return Object.fromEntries(new URL(response.headers.get('location') ?? '').searchParams);
}

export async function codeTokens(org: FakeOrg): Promise<Answer> {
  const { code = '' } = await consent(org);
  return post(org, 'token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    ...client(org),
  });
}

/** A function that starts an org with the app Demo. */
export function useDemo(): (parts: DemoParts, options?: FakeOrgOptions) => Promise<FakeOrg> {
  const start = useOrgs({ deviceInterval: 0 });
  return async ({ global = {}, oauth = {}, policy = {} }, options = {}) => {
    const org = await start(options);
    await deployed(org, { ...appFiles('Demo', { global, oauth }), ...policyFile('Demo', policy) });
    return org;
  };
}
