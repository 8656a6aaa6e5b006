import { web, type RuleCase } from './ruleCase.js';

const spec = `${web}description: @@`;
// Each is put together here, so that no scanner takes this file for a leak.
const long = 'aB3dE6gH9'.repeat(6);
const secrets: readonly (readonly [string, string])[] = [
  [`-----BEGIN ${'RSA PRIVATE'} KEY-----`, '-----BEGIN CERTIFICATE-----'],
  [
    Buffer.from(`-----BEGIN ${'PRIVATE'} KEY-----\nMIIE`).toString('base64'),
    Buffer.from('-----BEGIN CERTIFICATE-----\nMIIE').toString('base64'),
  ],
  [`MII${'EvQIB'}ADANBgkqhkiG9w0BAQEFAASCBKcwggSj`, 'MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa'],
  [`eyJ${long}.eyJ${long}.${long}`, `eyJ${long}`],
  [`00D${'5g0000012AbC'}!AQ4AQ${long}`, '00D5g0000012AbC'],
  [`5Aep${'861'}${long}`, `5Aep`],
  [`force://${'PlatformCLI'}::${long}@example.my.salesforce.com`, 'force'],
  ['0123456789ABCDEF'.repeat(4), '0123456789ABCDEF'.repeat(3)],
];

/** Texts that look like a secret, beside texts that only resemble one. */
export const secretCases: readonly RuleCase[] = [
  ...secrets
    .map(([bad, good]) => ({
      rule: 'secrets/in-spec',
      spec,
      bad: JSON.stringify(bad),
      good: JSON.stringify(good),
      at: '6:15',
    }))
    .map((one) => ({ ...one, at: '6:15' })),
  {
    rule: 'secrets/in-spec',
    spec: `${web}# @@`,
    bad: `consumerSecret: ${'1234567890'.repeat(2)}`,
    good: 'consumerSecret: ${secret}',
    at: '6:19',
  },
];
