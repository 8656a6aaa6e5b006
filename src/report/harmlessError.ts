import { maskSecretShapes } from '../source/secretPatterns.js';
import { visibleLines } from './problemMessages.js';

/** How deep causes are followed. */
const maxCauses = 20;

/**
 * The same error with message, actions, stack and causes that neither hold a secret, by its shape or one of `secrets`, nor command a
 * terminal or a build server.
 */
export function harmlessError<Failure extends Error>(error: Failure, secrets: readonly string[] = []): Failure {
  const harmless = (text: string): string =>
    visibleLines(maskSecretShapes(secrets.reduce((result, secret) => result.replaceAll(secret, '[REDACTED]'), text)));
  let current: unknown = error;
  for (let depth = 0; depth < maxCauses && current instanceof Error; depth += 1) {
    clean(current, harmless);
    current = current.cause;
  }
  return error;
}

function clean(error: Error, harmless: (text: string) => string): void {
  for (const key of ['message', 'stack'] as const) {
    const text = error[key];
    if (typeof text === 'string') set(error, key, harmless(text));
  }
  if (typeof error.cause === 'string') set(error, 'cause', harmless(error.cause));
  if ('actions' in error && Array.isArray(error.actions))
    set(
      error,
      'actions',
      error.actions.map((action: unknown) => harmless(String(action))),
    );
}

/** Some errors of Node have properties that cannot be written; those keep what they have. */
function set(error: Error, key: string, value: unknown): void {
  Reflect.set(error, key, value);
}
