import { Messages } from '@salesforce/core/messages';
import { SfError } from '@salesforce/core/sfError';
import { errorName } from './errorName.js';
import { fill } from './problemMessages.js';
import { asOrgError } from './orgError.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'credentials-failures');

/** By their names, because reports know operations and files by their types only. */
const ours = ['CredentialsFailure', 'SinkFailure', 'StateFileFailure'];

type Told = { readonly reason: string; readonly tokens: Readonly<Record<string, string>> };

/** Turns what the operations on credentials throw into errors of the CLI with what to do next; leaves other errors alone. */
export function asCredentialsError(error: unknown, target: string): Error {
  const told = toldBy(error);
  if (told === undefined) return asOrgError(error, target);
  const failure = credentialsError(told, target);
  if (told.reason === 'interrupted') failure.exitCode = 130;
  return failure;
}

function credentialsError({ reason, tokens }: Told, target: string): SfError {
  const { nearest = '' } = tokens;
  const hint = nearest === '' ? '' : ` Did you mean ${nearest}?`;
  const all = { ...tokens, org: target, hint };
  const actions = messages.getMessages(`${reason}.actions`).map((action) => fill(action, all));
  return new SfError(fill(messages.getMessage(reason), all), errorName(reason), actions);
}

function toldBy(error: unknown): Told | undefined {
  if (!(error instanceof Error)) return undefined;
  if (ours.includes(error.name) && 'reason' in error && 'tokens' in error) return error as Error & Told;
  if (error.name === 'OauthFailure' && 'code' in error && 'description' in error)
    return {
      reason: error.code === 'unreachable' ? 'oauth-unreachable' : 'oauth',
      tokens: { code: String(error.code), text: String(error.description) },
    };
  if (error.name === 'OrgFailure' && 'reason' in error && error.reason === 'deploy-unknown')
    return { reason: 'stage-unknown', tokens: { text: error.message } };
  return undefined;
}
