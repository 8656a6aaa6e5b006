import { causeOfOauthError } from '../org/oauthErrors.js';
import type { OauthFailure } from '../org/oauthFailure.js';

/** The flows that `verify` proves, in the order in which it does, named as the keys of a spec where there is one. */
export const flowNames = [
  'webServer',
  'clientCredentials',
  'jwtBearer',
  'device',
  'refreshToken',
  'introspection',
  'revocation',
  'tokenExchange',
  'authorizationCodeAndCredentials',
] as const;

/** One of the flows. */
export type FlowName = (typeof flowNames)[number];

/** An OAuth error with what it means. */
export type ExplainedError = {
  readonly code: string;
  readonly description: string;
  readonly cause: string;
  readonly key?: string;
  readonly command: string;
};

/** What came out for one flow. `note` names a sentence in `messages/verify-notes.md`; `tokens` fill it. */
export type FlowResult = {
  readonly flow: FlowName;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly note: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly callback?: string;
  readonly user?: string;
  readonly scopes?: readonly string[];
  readonly error?: ExplainedError;
};

/** A result without an OAuth error. */
export function flowResult(
  flow: FlowName,
  status: FlowResult['status'],
  note: string,
  tokens: Readonly<Record<string, string>> = {},
): FlowResult {
  return { flow, status, note, tokens };
}

/** The result of a flow that an OAuth endpoint refused. */
export function failedFlow(flow: FlowName, failure: OauthFailure): FlowResult {
  const { code, description } = failure;
  return {
    flow,
    status: 'failed',
    note: 'oauth-error',
    tokens: { code, description },
    error: explained(failure, flow),
  };
}

/** The words of the org with what they mean in a flow. */
export function explained({ code, description }: OauthFailure, flow?: FlowName): ExplainedError {
  const { cause, key, command } = causeOfOauthError(code, description, flow);
  return { code, description, cause, ...(key === undefined ? {} : { key }), command };
}
