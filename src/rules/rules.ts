import { appRules } from './appRules.js';
import { callbackRules } from './callbackRules.js';
import { certificateRules } from './certificateRules.js';
import { clientSecretRules } from './clientSecretRules.js';
import { flowRules } from './flowRules.js';
import { isv2026Rules } from './isv2026Rules.js';
import { jwtAccessTokenRules } from './jwtAccessTokenRules.js';
import { jwtBearerRules } from './jwtBearerRules.js';
import { permittedUsersRules } from './permittedUsersRules.js';
import { pkceRules } from './pkceRules.js';
import { platformLockRules } from './platformLockRules.js';
import { policyRules } from './policyRules.js';
import { refreshTokenRules } from './refreshTokenRules.js';
import { ruleProfiles, type Rule, type RuleProfile } from './rule.js';
import { samlRules } from './samlRules.js';
import { scopeRules } from './scopeRules.js';
import { secretRules } from './secretRules.js';
import { waiverRules } from './waivers.js';

/** Every rule, by subject. */
export const rules: readonly Rule[] = [
  ...secretRules,
  ...pkceRules,
  ...clientSecretRules,
  ...callbackRules,
  ...scopeRules,
  ...flowRules,
  ...jwtBearerRules,
  ...certificateRules,
  ...jwtAccessTokenRules,
  ...refreshTokenRules,
  ...permittedUsersRules,
  ...policyRules,
  ...samlRules,
  ...appRules,
  ...platformLockRules,
  ...isv2026Rules,
  ...waiverRules,
].map((rule) => ({ profiles: ruleProfiles, ...rule }));

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** The rule with this id, or undefined. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

/** The rules that a profile runs. */
export function rulesOfProfile(profile: RuleProfile): readonly Rule[] {
  return rules.filter(({ profiles = [] }) => profiles.includes(profile));
}
