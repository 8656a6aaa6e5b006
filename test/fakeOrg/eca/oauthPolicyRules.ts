import type { ElementNode } from '../../../src/catalog/codec.js';
import type { Complaint } from '../deploy/deployDraft.js';
import { userByName } from '../directory.js';
import { appHeader, complaint, globalSettings, isOn, listOf, valueOf, type EcaRule } from './ecaRule.js';
import { shapeOf } from './typeShapes.js';

const POLICIES = 'ExtlClntAppOauthConfigurablePolicies';

/** Permission sets go by API name; an id or an unknown name fails with this text (reference metadata §3.6, §9). */
export const permissionSets: EcaRule = (draft, { elements }) => {
  const names = [...draft.state.directory.permissionSets, ...draft.permissionSets].map(({ name }) =>
    name.toLowerCase(),
  );
  const unknown = listOf(valueOf(elements, 'commaSeparatedPermissionSet')).filter(
    (name) => !names.includes(name.toLowerCase()),
  );
  if (unknown.length === 0) return [];
  return complaint(`INVALID_FIELD: We couldn't find permission sets called ${unknown.join(', ')}`);
};

/** Profiles go by the label that the org shows (reference metadata §3.6); the text is modelled on the one for permission sets. */
export const profiles: EcaRule = (draft, { elements }) => {
  const labels = draft.state.directory.profiles.map(({ label }) => label);
  const unknown = listOf(valueOf(elements, 'commaSeparatedProfile')).filter((name) => !labels.includes(name));
  return unknown.length === 0 ? [] : complaint(`INVALID_FIELD: We couldn't find profiles called ${unknown.join(', ')}`);
};

/** Users go by username. The org's own text is not in the references; this is the Metadata API's usual one. */
export const users: EcaRule = (draft, { elements }) =>
  ['clientCredentialsFlowUser', 'executeHandlerAs'].flatMap((name) => {
    const username = valueOf(elements, name);
    if (username === undefined || userByName(draft.state.directory, username)?.active === true) return [];
    return complaint(`In field: ${name} - no User named ${username} found`);
  });

/**
 * JWT timeouts need JWT access tokens, a session timeout needs opaque ones (reference metadata §3.6 and §9, oauth §3.12b:
 * "Invalid plugin settings"); minutes go with Custom only.
 */
export const pluginSettings: EcaRule = (draft, { elements, appName }) => {
  const issuesJwt = isOn(globalSettings(draft, appName) ?? [], 'isNamedUserJwtEnabled');
  const timeouts = ['namedUserJwt', 'guestJwt'].map((prefix) => ({
    minutes: valueOf(elements, `${prefix}Timeout`),
    source: valueOf(elements, `${prefix}SessionTimeoutType`),
  }));
  const wantsJwt = timeouts.some(({ minutes, source }) => minutes !== undefined || source !== undefined);
  const contradicts = timeouts.some(({ minutes, source }) => minutes !== undefined && source === 'UserSession');
  const wantsOpaque = valueOf(elements, 'sessionTimeoutInMinutes') !== undefined;
  return (wantsJwt && !issuesJwt) || (wantsOpaque && issuesJwt) || contradicts
    ? complaint('Invalid plugin settings')
    : [];
};

/** Timeouts take the minutes of the guide's list only (guide page of the type); 60 and more from API 65. */
export const jwtMinutes: EcaRule = (draft, { elements }) =>
  ['namedUserJwtTimeout', 'guestJwtTimeout'].flatMap((name): readonly Complaint[] => {
    const text = valueOf(elements, name);
    const codec = shapeOf(POLICIES)?.elements.find((shape) => shape.name === name)?.row?.codec;
    const legal = text === undefined || codec?.check(Number(text), draft.apiVersion).length === 0;
    return legal ? [] : complaint(`'${text}' is not a valid value for ${name}`);
  });

/** Refresh token policy: a word of the enum, with period and unit where it needs them (guide page of the type). */
export const refreshToken: EcaRule = (draft, { elements, appName }) => {
  const type = valueOf(elements, 'refreshTokenPolicyType');
  if (type === undefined) return [];
  const period = valueOf(elements, 'refreshTokenValidityPeriod');
  const unit = valueOf(elements, 'refreshTokenValidityUnit');
  if (!isReadable(type) && !isReadable(type, '30', 'Days')) {
    return complaint(`Error parsing file: '${type}' is not a valid value for the enum 'RefreshTokenPolicyType'`);
  }
  if (isReadable(type)) return [];
  if (period === undefined || unit === undefined || !isReadable(type, period, unit)) {
    return complaint('Enter a valid refresh token validity period and unit.');
  }
  return type === 'SpecificInactivity' && appHeader(draft, appName)?.locked === true && days(period, unit) > 30
    ? complaint('The refresh token validity period exceeds the idle limit of 30 days that this app enforces.')
    : [];
};

/** In locked apps more than 30 idle days is a save error (reference oauth §3.12b, §4.2; the wording is ours). */
function days(period: string, unit: string): number {
  const factor = { Hours: 1 / 24, Days: 1, Months: 30 }[unit] ?? 1;
  return Number(period) * factor;
}

/** Whether the catalogue can read these three elements: that is how it knows the words of the policy. */
function isReadable(type: string, period?: string, unit?: string): boolean {
  const row = shapeOf(POLICIES)?.elements.find((shape) => shape.name === 'refreshTokenPolicyType')?.row;
  if (row === undefined) return false;
  const [typeName = '', periodName = '', unitName = ''] = row.elements;
  const nodes: ElementNode[] = [{ name: typeName, content: type }];
  if (period !== undefined) nodes.push({ name: periodName, content: period });
  if (unit !== undefined) nodes.push({ name: unitName, content: unit });
  return !('unreadable' in row.codec.read(nodes, row.elements));
}
