import { createVerify, X509Certificate } from 'node:crypto';
import type { OrgState } from '../orgState.js';
import { oauthApp, type OauthApp } from './oauthApp.js';
import { OauthError } from './oauthError.js';

/** Assertions live at most this long (reference oauth §3.5: "exp ≤ 3-5 min"). */
const LONGEST_LIFE_MS = 5 * 60_000;

/** Checks an assertion of the JWT bearer flow: issuer, signature, audience and time, in this order. */
export function verifyAssertion(
  state: OrgState,
  assertion: string,
): { readonly app: OauthApp; readonly username: string } {
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const header = readPart(head);
  const claims = readPart(body);
  if (header === undefined || claims === undefined) throw new OauthError('invalid_grant', 'invalid assertion');
  const app = oauthApp(state, typeof claims['iss'] === 'string' ? claims['iss'] : undefined);
  // The certificate is what turns the flow on (reference metadata §2.5).
  if (app.certificate === undefined) throw new OauthError('oauth_flow_disabled', 'JWT bearer flow not enabled');
  const verifier = createVerify('RSA-SHA256').update(`${head}.${body}`);
  const isSigned = header['alg'] === 'RS256' && verifier.verify(publicKey(app.certificate), signature, 'base64url');
  if (!isSigned) throw new OauthError('invalid_client', 'invalid client credentials');
  if (!audiences(state).includes(String(claims['aud']))) throw new OauthError('invalid_grant', 'audience is invalid');
  // sf sends the expiry in milliseconds (reference cli-base §3.2), everyone else in seconds.
  const exp = Number(claims['exp']);
  const expiry = exp > 1e11 ? exp : exp * 1000;
  const now = Date.now() + (state.settings.clockAhead[app.name] ?? 0);
  if (!(expiry > now)) throw new OauthError('invalid_grant', 'expired authorization code');
  if (expiry > now + LONGEST_LIFE_MS) throw new OauthError('invalid_grant', 'invalid assertion');
  return { app, username: String(claims['sub']) };
}

/** Sandboxes and scratch orgs log in at test.salesforce.com; every org also at its own address. */
function audiences(state: OrgState): readonly string[] {
  const isTest = state.settings.kind === 'sandbox' || state.settings.kind === 'scratch';
  return [isTest ? 'https://test.salesforce.com' : 'https://login.salesforce.com', state.url, `${state.url}/`];
}

function publicKey(certificate: string): X509Certificate['publicKey'] {
  const base64 = certificate.replace(/-----[A-Z ]+-----/g, '').replace(/\s+/g, '');
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).publicKey;
  } catch {
    throw new OauthError('invalid_client', 'invalid client credentials');
  }
}

function readPart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
