import { rows } from '../catalog/rows.js';

/** Identifiers of causes; each has its sentence `<id>` and its remedies `<id>.actions` in `messages/platform-errors.md`. */
export type FailureCause = (typeof patterns)[number]['id'];

/** What is behind a text of the platform. */
export type ExplainedFailure = {
  readonly id: FailureCause;
  /** What the text names, such as a member or a scope. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The keys of a spec that may have caused it, best first. */
  readonly keys: readonly string[];
};

/** Most special first: the first pattern that fits wins. Named groups become tokens. */
const patterns = [
  // Never found in a text: `concludeDeploy` knows it from the other components.
  { id: 'oauth-settings-failed', pattern: /(?!)/, keys: [] },
  {
    id: 'oauth-settings-missing',
    pattern: /doesn't have a valid OAuth settings configuration/i,
    keys: ['metadata.only', 'scopes'],
  },
  { id: 'duplicate-consumer-key', pattern: /duplicate value found: ConsumerKey/i, keys: ['consumerKey'] },
  {
    id: 'duplicate-policy',
    pattern: /(?:duplicate value found|DUPLICATE_VALUE).*duplicates value on (?<name>[\w.-]+)/i,
    keys: ['metadata.names'],
  },
  {
    id: 'permission-set-unknown',
    pattern: /couldn't find permission sets? called (?<name>.+?)\.?$/i,
    keys: ['policies.permissionSets', 'saml.permissionSets'],
  },
  {
    id: 'profile-unknown',
    pattern: /couldn't find profiles? called (?<name>.+?)\.?$/i,
    keys: ['policies.profiles', 'saml.profiles'],
  },
  {
    id: 'user-unknown',
    pattern: /no User named (?<name>\S+) found/i,
    keys: ['flows.clientCredentials.runAs', 'policies.apexHandler.executeAs'],
  },
  { id: 'scope-invalid', pattern: /problem with your scope\(s\): (?<name>[^.]+)\./i, keys: ['scopes'] },
  { id: 'not-in-version', pattern: /(?<element>\w+)\W+(?:is )?not valid in version (?<version>\d+)/i, keys: [] },
  {
    id: 'word-invalid',
    pattern: /'(?<name>[^']*)' is not a valid value for (?:the enum )?'?(?<element>\w+)/i,
    keys: [],
  },
  { id: 'oauth-link', pattern: /OAuth link|oauthLink|distribution state PACKAGED/, keys: ['metadata.extra'] },
  { id: 'org-scoped-app', pattern: /orgScopedExternalApp/, keys: ['metadata.extra'] },
  { id: 'parent-missing', pattern: /name of the parent external client app/i, keys: ['name'] },
  { id: 'cross-reference', pattern: /INVALID_CROSS_REFERENCE_KEY|invalid cross reference/i, keys: ['name'] },
  {
    id: 'plugin-settings',
    pattern: /Invalid plugin settings/i,
    keys: ['policies.sessionTimeoutMinutes', 'policies.jwtAccessTokenTimeout', 'flows.authorizationCodeAndCredentials'],
  },
  { id: 'idle-limit', pattern: /exceeds the idle limit|idle (?:TTL|timeout)/i, keys: ['policies.refreshToken'] },
  { id: 'validity-missing', pattern: /valid refresh token validity period/i, keys: ['policies.refreshToken'] },
  {
    id: 'security-too-early',
    pattern: /ak3tl_setup_entity_data|duplicate key value violates unique constraint/i,
    keys: ['security.tokenIpRanges', 'security.tlsClientAuth'],
  },
  { id: 'callback-invalid', pattern: /callback URL/i, keys: ['callback'] },
  { id: 'consumer-key-invalid', pattern: /Consumer Key: must/i, keys: ['consumerKey'] },
  { id: 'name-invalid', pattern: /API Name can only contain/i, keys: ['name'] },
  { id: 'required-field', pattern: /Required field is missing: (?<element>\w+)/i, keys: [] },
  { id: 'soap-with-jwt', pattern: /SOAP API does not support JWT/i, keys: [] },
  {
    id: 'access-insufficient',
    pattern: /INSUFFICIENT_ACCESS|insufficient access|not have (?:the )?(?:access|permission)/i,
    keys: [],
  },
  {
    id: 'feature-off',
    pattern:
      /FUNCTIONALITY_NOT_ENABLED|(?:not (?:currently )?|isn't )enabled|Not available for deploy for this organization/i,
    keys: [],
  },
  { id: 'type-unknown', pattern: /Unknown type name|Entity type.*unknown|Missing registry type/i, keys: [] },
  { id: 'rotation-warning', pattern: /shouldRotateConsumer/, keys: ['metadata.extra'] },
  { id: 'rows-locked', pattern: /UNABLE_TO_LOCK_ROW|unable to obtain exclusive access/i, keys: [] },
  { id: 'platform-error', pattern: /UNKNOWN_EXCEPTION|An unexpected error occurred|Error ID|ErrorId/i, keys: [] },
] as const satisfies readonly { readonly id: string; readonly pattern: RegExp; readonly keys: readonly string[] }[];

/** The cause behind a text of the platform; undefined for a text that is not in the table. */
export function explainFailure(text: string): ExplainedFailure | undefined {
  for (const { id, pattern, keys } of patterns) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const tokens = Object.fromEntries(
      Object.entries(match.groups ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
    return { id, tokens, keys: [...keysOfElement(tokens['element']), ...keys] };
  }
  return undefined;
}

/** Every text that the table knows, for the page of errors and for the test of its sentences. */
export const failurePatterns: readonly {
  readonly id: FailureCause;
  readonly pattern: RegExp;
  readonly keys: readonly string[];
}[] = patterns;

function keysOfElement(element: string | undefined): readonly string[] {
  if (element === undefined) return [];
  const wanted = element.toLowerCase();
  return rows
    .filter(({ elements }) => elements.some((name) => wanted.includes(name.split('.').at(-1)?.toLowerCase() ?? ' ')))
    .map(({ key }) => key);
}
