import { readFileSync } from 'node:fs';
import { header, type RuleCase } from './ruleCase.js';

const read = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/certificates/${name}`, import.meta.url));
const rsa = read('rsa2048.crt');
// Put together here, so that no scanner takes this file for a leak.
const privateKey = Buffer.from(`-----BEGIN ${'PRIVATE'} KEY-----\nMIIE\n-----END ${'PRIVATE'} KEY-----\n`);
const several = Buffer.concat([rsa, read('ec.crt')]);

/** Two days within and two outside the fifty years for which these certificates are valid (2026-11-21 to 2076-11-21); server.crt is for longer. */
const [before, valid, lastMonth, after] = ['2026-11-20', '2027-05-01', '2076-11-01', '2076-11-22'].map(
  (day) => new Date(`${day}T00:00:00Z`),
);

const spec = `${header}callback: https://app.example.com/callback
scopes: [api, refresh_token]
policies: {permissionSets: [Ci]}
flows:
  jwtBearer:
    certificate: @@
`;

function certificateCase(
  rule: string,
  bad: Uint8Array,
  today: Date | undefined,
  implied: readonly string[] = [],
): RuleCase {
  const files = new Map([
    ['bad.crt', bad],
    ['good.crt', read('server.crt')],
  ]);
  return {
    rule,
    spec,
    bad: 'bad.crt',
    good: 'good.crt',
    at: '8:18',
    implied,
    context: { files, ...(today === undefined ? {} : { today }) },
  };
}

/** The certificate of the JWT bearer flow. */
export const certificateCases: readonly RuleCase[] = [
  certificateCase('certificate/private-key', privateKey, valid),
  certificateCase('certificate/several-certificates', several, valid),
  certificateCase('certificate/unreadable', Buffer.from('not a certificate'), valid),
  certificateCase('certificate/expired', rsa, after),
  certificateCase('certificate/expires-soon', rsa, lastMonth),
  { ...certificateCase('certificate/not-yet-valid', rsa, before), good: 'missing.crt' },
  certificateCase('certificate/not-rsa', read('ec.crt'), valid),
  certificateCase('certificate/weak-key', read('rsa1024.crt'), valid),
];
