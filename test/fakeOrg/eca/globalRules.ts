import { consumerByKey } from './consumers.js';
import { complaint, isOn, valueOf, type EcaRule } from './ecaRule.js';

/**
 * Callback URLs: one per line, 2000 characters in all, https or a custom scheme, http only on the own machine.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.configure_external_client_app_oauth_settings.htm
 */
export const callbackUrl: EcaRule = (_draft, { elements }) => {
  const text = valueOf(elements, 'callbackUrl') ?? '';
  if (text.length > 2000) return complaint('Callback URL: data value too large (max length=2000)');
  const wrong = text.split(/\s*\n\s*/).find((line) => line !== '' && !isCallback(line));
  return wrong === undefined ? [] : complaint(`Invalid callback URL: ${wrong}`);
};

function isCallback(line: string): boolean {
  if (!URL.canParse(line)) return false;
  const { protocol, hostname } = new URL(line);
  return protocol !== 'http:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** A chosen consumer key has 8 to 256 characters and is nobody else's (reference metadata §2.5, by analogy with ConnectedApp). */
export const consumerKey: EcaRule = (draft, { elements, appName, former }) => {
  const key = valueOf(elements, 'consumerKey');
  if (key === undefined || former !== undefined) return [];
  if (key.length < 8 || key.length > 256) return complaint('Consumer Key: must have between 8 and 256 characters');
  const holder = consumerByKey(draft.consumers, key);
  if (holder === undefined || holder.appName.toLowerCase() === appName.toLowerCase()) return [];
  return complaint('DUPLICATE_VALUE: duplicate value found: ConsumerKey duplicates value on another app');
};

/** Rotation by deploy is a warning by design; the deploy must ignore warnings (reference metadata §9, guide page of the type). */
export const rotation: EcaRule = (_draft, { elements }) =>
  ['shouldRotateConsumerKey', 'shouldRotateConsumerSecret']
    .filter((name) => isOn(elements, name))
    .map((name) => ({
      problem: `${name} is true: this deployment replaces the ${name.endsWith('Key') ? 'consumer key' : 'consumer secret'} of the app.`,
      warning: true as const,
    }));
