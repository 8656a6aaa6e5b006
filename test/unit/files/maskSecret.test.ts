import { describe, expect, it } from '@jest/globals';
import { maskSecret } from '../../../src/files/maskSecret.js';

describe('maskSecret', () => {
  it('hides the secret in every form in which programs print it', () => {
    const secret = 'CANARY+0123/456"789';
    const forms = [
      secret,
      JSON.stringify(secret),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('hex'),
    ];
    for (const form of forms) expect(maskSecret(`value: ${form}!`, secret)).toMatch(/^value: "?\[REDACTED\]"?!$/);
  });
});
