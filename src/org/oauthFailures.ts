import {
  AuthorizationResponseError,
  OperationProcessingError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { OauthFailure } from './oauthFailure.js';

/**
 * Turns what oauth4webapi throws into an OauthFailure. The original is not kept as cause: it holds the whole answer of
 * the server, and with it tokens.
 */
export function toOauthFailure(error: unknown): never {
  if (error instanceof OauthFailure) throw error;
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError)
    throw new OauthFailure(error.error, error.error_description ?? '');
  if (error instanceof WWWAuthenticateChallengeError) {
    const parameters = error.cause[0]?.parameters;
    throw new OauthFailure(parameters?.error ?? 'invalid_client', parameters?.error_description ?? '');
  }
  if (error instanceof OperationProcessingError) throw new OauthFailure('unreadable-answer', error.message);
  throw new OauthFailure('unreadable-answer', error instanceof Error ? error.message : '');
}
