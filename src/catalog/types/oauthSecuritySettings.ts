import { ipRanges } from '../codecs/ipRanges.js';
import { text } from '../codecs/text.js';
import { words } from '../codecs/words.js';
import { metadataType, row, structure } from '../metadataType.js';

/** Only Setup creates this component, so a spec without its keys says nothing about what the org holds. */
const optional = { write: 'whenPresent', compare: 'ignoreWhenAbsent' } as const;

/** The addresses and TLS certificates that the token endpoint accepts from an app. */
export const oauthSecuritySettings = metadataType({
  name: 'ExtlClntAppOauthSecuritySettings',
  folder: 'extlClntAppOauthSecuritySettings',
  suffix: 'ecaOauthSecurity',
  since: 67,
  presence: 'keys',
  memberSuffix: '_oauthSecurity',
  packageable: 'no',
  description: 'What the token endpoint demands of the client: its addresses and its TLS certificate.',
  source: 'https://help.salesforce.com/s/articleView?id=xcloud.set_ip_allowlist_for_refresh_tokens.htm',
  rows: [
    row({ key: 'security.tokenIpRanges', elements: ['tokenIpRanges'], codec: ipRanges({ maxAddresses: 256 }), since: 67, ...optional, example: [{ start: '203.0.113.10', end: '203.0.113.20' }], description: 'The only addresses from which authorization codes and refresh tokens may be redeemed: at most 128 ranges with 256 addresses in all.', security: 'A refresh token that is stolen is worthless elsewhere; a range that misses one of your servers locks that server out.' }),
    row({
      key: 'security.tlsClientAuth.parameter',
      elements: ['tlsClientAuthCertParamType'],
      codec: words([
        { word: 'subject-dn', element: 'tls_client_auth_subject_dn', description: 'the distinguished name of the subject' },
        { word: 'san-dns', element: 'tls_client_auth_san_dns', description: 'a DNS name among the alternative names' },
        { word: 'san-uri', element: 'tls_client_auth_san_uri', description: 'a URI among the alternative names' },
        { word: 'san-ip', element: 'tls_client_auth_san_ip', description: 'an IP address among the alternative names' },
        { word: 'san-email', element: 'tls_client_auth_san_email', description: 'an e-mail address among the alternative names' },
        { word: 'san-spiffe', element: 'tls_client_auth_san_spiffe', description: 'a SPIFFE id among the alternative names' },
      ]),
      since: 68,
      ...optional,
      required: true,
      description: 'The field of the TLS certificate by which the client is known.',
      source: 'https://www.rfc-editor.org/rfc/rfc8705#section-2.1.2',
    }),
    row({ key: 'security.tlsClientAuth.value', elements: ['tlsClientAuthCertParamValue'], codec: text(), since: 68, ...optional, required: true, example: 'CN=orders.example.com,O=Example,C=US', description: 'What that field must hold.', source: 'https://www.rfc-editor.org/rfc/rfc8705#section-2.1.2' }),
  ],
  platformElements: structure,
});
