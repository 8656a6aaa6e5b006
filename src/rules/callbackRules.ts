import { callbacksOf, isLoopback, isWebUrl } from './clientFacts.js';
import type { Rule, RuleFinding, RuleSubject } from './rule.js';
import { rfc } from './sources.js';

/** Rules about where authorization codes are sent. */
export const callbackRules: readonly Rule[] = [
  {
    id: 'callback/no-plain-http',
    severity: 'error',
    keys: ['callback'],
    source: rfc(9700, '2.6'),
    check: (subject) => eachCallback(subject, ({ url }) => url.protocol === 'http:' && !isLoopback(url)),
  },
  {
    id: 'callback/no-wildcard',
    severity: 'error',
    keys: ['callback'],
    source: rfc(9700, '2.1'),
    check: (subject) => eachCallback(subject, ({ text }) => text.includes('*')),
  },
  {
    id: 'callback/exact-match',
    severity: 'error',
    keys: ['callback'],
    source: rfc(9700, '4.1.3'),
    check: (subject) =>
      eachCallback(subject, ({ url, text }) => {
        if (text.includes('#')) return { reason: 'fragment' };
        return isWebUrl(url) && (url.username !== '' || url.password !== '') ? { reason: 'userinfo' } : false;
      }),
  },
  {
    id: 'callback/localhost-name',
    severity: 'note',
    keys: ['callback'],
    source: rfc(8252, '8.3'),
    check: (subject) => eachCallback(subject, ({ url }) => url.protocol === 'http:' && url.hostname === 'localhost'),
  },
  {
    id: 'callback/custom-scheme',
    severity: 'warning',
    keys: ['callback'],
    source: rfc(8252, '7.1'),
    // A scheme that is a domain in reverse belongs to its owner; a bare word can be claimed by any app on the device.
    check: (subject) => eachCallback(subject, ({ url }) => !isWebUrl(url) && !url.protocol.includes('.')),
  },
];

type Judgement = boolean | Readonly<Record<string, string>>;

function* eachCallback(
  { spec }: RuleSubject,
  judge: (callback: { readonly url: URL; readonly text: string }) => Judgement,
): Iterable<RuleFinding> {
  const single = typeof spec.callback === 'string';
  for (const [index, { text, url }] of callbacksOf(spec).entries()) {
    const judgement = url === undefined ? false : judge({ url, text });
    if (judgement === false) continue;
    const tokens = { scheme: url?.protocol.replace(/:$/, '') ?? '', ...(judgement === true ? {} : judgement) };
    yield { path: single ? ['callback'] : ['callback', index], tokens };
  }
}
