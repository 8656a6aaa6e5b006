import { isOn } from './clientFacts.js';
import { at, when, type Rule } from './rule.js';
import { helpArticle } from './sources.js';

const personalDomains =
  /@(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|proton|protonmail|mail|yandex|qq|163)\.[a-z.]+$/i;
const roleWords =
  /^(team|admin|support|integration|salesforce|sf|dev|devops|ops|security|platform|service|app|api|crm|help|desk|helpdesk|info|contact|group|it|oauth|owner|noreply|no|reply|notice|alert|office|mail|mailbox|box|sys|system|data|cloud|sso|identity|iam|sales|marketing|business|project|release|deployment|ci)s?$/i;

/** Rules about the app as a whole. */
export const appRules: readonly Rule[] = [
  {
    id: 'distribution/packaged',
    severity: 'warning',
    keys: ['distribution'],
    source:
      'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_externalclientapplication.htm',
    profiles: ['recommended'],
    check: ({ spec }) => when(spec.distribution === 'packaged', () => at('distribution')),
  },
  {
    id: 'contact/personal-email',
    severity: 'note',
    keys: ['contactEmail'],
    source:
      'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_externalclientapplication.htm',
    check: ({ spec: { contactEmail = '' } }) => when(looksPersonal(contactEmail), () => at('contactEmail')),
  },
  {
    id: 'asset-token/incomplete',
    severity: 'warning',
    keys: ['assetToken.audiences', 'assetToken.signingCertificate', 'assetToken.validitySeconds'],
    source:
      'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappoauthsettings.htm',
    check: ({ spec: { assetToken } }) => {
      const missing = (['audiences', 'signingCertificate', 'validitySeconds'] as const).filter(
        (key) => assetToken?.[key] === undefined,
      );
      return when(assetToken !== undefined && missing.length > 0, () =>
        at('assetToken', { missing: missing.join(', ') }, 'key'),
      );
    },
  },
  {
    id: 'attestation/undocumented',
    severity: 'note',
    keys: ['attestation'],
    source: helpArticle('xcloud.external_client_apps.htm'),
    check: ({ spec: { attestation } }) => {
      const used = isOn(attestation?.apple) || isOn(attestation?.android) || attestation?.enforcement !== undefined;
      return when(used, () => at('attestation', {}, 'key'));
    },
  },
];

/** A free mailbox, or `first.last` without a word that names a role. */
function looksPersonal(email: string): boolean {
  const [local = ''] = email.split('@');
  return (
    personalDomains.test(email) ||
    (/^[a-z]{2,}\.[a-z]{2,}$/i.test(local) && !local.split('.').some((part) => roleWords.test(part)))
  );
}
