import { certificateFacts, type CertificateFacts } from './certificateFacts.js';
import { isOn } from './clientFacts.js';
import { at, type Rule, type RuleFinding, type RuleSubject } from './rule.js';
import { helpArticle } from './sources.js';

const key = 'flows.jwtBearer.certificate';
const source = helpArticle('xcloud.meta_configure_oauth_jwt_flow_external_client_apps.htm');
const day = 86_400_000;

type Healthy = Exclude<CertificateFacts, { readonly fault: string }>;
type Tokens = Readonly<Record<string, string>>;

/** Rules about the certificate of the JWT bearer flow. */
export const certificateRules: readonly Rule[] = [
  faultRule('certificate/private-key', 'private-key'),
  faultRule('certificate/several-certificates', 'several'),
  faultRule('certificate/unreadable', 'unreadable'),
  healthRule('certificate/expired', ({ notAfter }, today) =>
    notAfter < today ? { date: dateText(notAfter) } : undefined,
  ),
  healthRule('certificate/expires-soon', ({ notAfter }, today) => {
    const left = Math.floor((notAfter.getTime() - today.getTime()) / day);
    return left >= 0 && left < 30 ? { date: dateText(notAfter), days: String(left) } : undefined;
  }),
  healthRule('certificate/not-yet-valid', ({ notBefore }, today) =>
    notBefore > today ? { date: dateText(notBefore) } : undefined,
  ),
  healthRule('certificate/not-rsa', ({ keyType }) => (keyType === 'rsa' ? undefined : { found: keyType })),
  healthRule('certificate/weak-key', ({ keyBits }) =>
    keyBits === undefined || keyBits >= 2048 ? undefined : { bits: String(keyBits) },
  ),
];

/** A file that cannot be sent at all. */
function faultRule(id: string, fault: string): Rule {
  const check = (subject: RuleSubject): readonly RuleFinding[] =>
    certificatesOf(subject).flatMap(({ path, facts }) =>
      'fault' in facts && facts.fault === fault ? [at(key, { path })] : [],
    );
  return { id, severity: 'error', keys: [key], source, unwaivable: true, check };
}

function healthRule(id: string, judge: (facts: Healthy, today: Date) => Tokens | undefined): Rule {
  const check = (subject: RuleSubject): readonly RuleFinding[] =>
    certificatesOf(subject).flatMap(({ path, facts }) => {
      const tokens = 'fault' in facts ? undefined : judge(facts, subject.today);
      return tokens === undefined ? [] : [at(key, { path, ...tokens })];
    });
  return { id, severity: 'warning', keys: [key], source, check };
}

function certificatesOf({
  spec,
  files,
}: RuleSubject): readonly { readonly path: string; readonly facts: CertificateFacts }[] {
  const flow = spec.flows?.jwtBearer;
  const path = isOn(flow) ? flow.certificate : undefined;
  const bytes = path === undefined ? undefined : files.get(path);
  return path === undefined || bytes === undefined ? [] : [{ path, facts: certificateFacts(bytes) }];
}

function dateText(date: Date): string {
  return date.toISOString().slice(0, 10);
}
