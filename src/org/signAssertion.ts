import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { OauthFailure } from './oauthFailure.js';
import type { JwtAssertion } from './oauthPort.js';

/**
 * The signed assertion of the JWT bearer flow; throws `private-key` for a text that is no RSA private key.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm
 */
export async function signAssertion(key: string, assertion: JwtAssertion): Promise<string> {
  const { username, audience, expires } = assertion;
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(key)
    .setSubject(username)
    .setAudience(audience)
    .setExpirationTime(expires)
    .sign(readPrivateKey(assertion.privateKey));
}

function readPrivateKey(pem: string): ReturnType<typeof createPrivateKey> {
  try {
    const read = createPrivateKey(pem);
    if (read.asymmetricKeyType === 'rsa') return read;
  } catch {
    // The text of the error may quote the key.
  }
  throw new OauthFailure('private-key', '');
}
