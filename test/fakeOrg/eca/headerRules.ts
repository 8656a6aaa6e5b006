import { complaint, valueOf, type EcaRule } from './ecaRule.js';

/** Names of apps: letters, digits, single underscores, first a letter (reference oauth §1.1, packaging naming rule). */
const API_NAME = /^[A-Za-z](?:_?[A-Za-z0-9])*$/;

/** The full name of an app is a developer name of at most 80 characters. */
export const apiName: EcaRule = (_draft, { fullName }) => {
  if (fullName.length <= 80 && API_NAME.test(fullName.replace(/^[A-Za-z0-9]+__/, ''))) return [];
  return complaint(
    `The External Client App API Name can only contain underscores and alphanumeric characters. It must be unique, begin with a` +
      ` letter, not include spaces, not end with an underscore, and not contain two consecutive underscores.`,
  );
};

/**
 * `orgScopedExternalApp` is `<15-character org id>:<app>` of the owning org; a placeholder or another org's id fails
 * (reference metadata §2.4, §9). A Packaged app may keep the id of its source org.
 */
export const orgScopedExternalApp: EcaRule = (draft, { elements, fullName }) => {
  const value = valueOf(elements, 'orgScopedExternalApp');
  if (value === undefined) return [];
  const [orgId, name] = value.split(':');
  const wellFormed = /^00D[A-Za-z0-9]{12}$/.test(orgId ?? '') && name === fullName;
  const own = orgId === draft.state.settings.orgId.slice(0, 15);
  if (wellFormed && (own || valueOf(elements, 'distributionState') === 'Packaged')) return [];
  return complaint(`orgScopedExternalApp: the value ${value} isn't valid for this org.`);
};
