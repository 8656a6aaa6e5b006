import { certificateCases } from './certificates.js';
import { clientCases } from './client.js';
import { flowCases } from './flows.js';
import { isv2026Cases } from './isv2026.js';
import { policyCases } from './policies.js';
import type { RuleCase } from './ruleCase.js';
import { secretCases } from './secrets.js';
import { tokenCases } from './tokens.js';

/** A failing and a passing spec for every rule. */
export const allCases: readonly RuleCase[] = [
  ...clientCases,
  ...tokenCases,
  ...flowCases,
  ...policyCases,
  ...certificateCases,
  ...secretCases,
  ...isv2026Cases,
];
