import type { Codec, ElementNode, ShapeIssue } from '../codec.js';
import { elementText, isRecord, normalised, shown, textNode, wrongKind } from './codecParts.js';

/** When refresh tokens stop working. */
export type RefreshTokenPolicy =
  | 'valid-until-revoked'
  | 'expire-immediately'
  | { readonly expiresAfter: string }
  | { readonly expiresIfUnusedFor: string };

const plain = { 'valid-until-revoked': 'Infinite', 'expire-immediately': 'Zero' } as const;
const timed = { expiresAfter: 'SpecificLifetime', expiresIfUnusedFor: 'SpecificInactivity' } as const;
const units = { hours: 'Hours', days: 'Days', months: 'Months' } as const;
const legal = [...Object.keys(plain), '{expiresAfter: "365 days"}', '{expiresIfUnusedFor: "30 days"}'];
const synonyms: readonly (readonly [string, string])[] = [
  ...Object.entries(plain).map(([word, element]) => [element, word] as const),
  ['Refresh token is valid until revoked', 'valid-until-revoked'],
  ['Immediately expire refresh token', 'expire-immediately'],
  ['SpecificLifetime', '{expiresAfter: "365 days"}'],
  ['Expire refresh token after specific time', '{expiresAfter: "365 days"}'],
  ['SpecificInactivity', '{expiresIfUnusedFor: "30 days"}'],
  ['Expire refresh token if not used for specific time', '{expiresIfUnusedFor: "30 days"}'],
];

/** The refresh token policy: one key for the type, the period and the unit of the platform. */
export function refreshToken(): Codec<RefreshTokenPolicy> {
  return {
    kind: 'refreshToken',
    expected: 'refreshToken',
    schema: policySchema(),
    check: policyIssues,
    write: (value, [type, period, unit]) => {
      if (typeof value === 'string') return [textNode(type, plain[value])];
      const [key, duration] = Object.entries(value)[0] as [keyof typeof timed, string];
      const [count = '', word = ''] = duration.split(' ');
      return [textNode(type, timed[key]), textNode(period, count), textNode(unit, units[word as keyof typeof units])];
    },
    read: (nodes, [type, period, unit]) => {
      const of = (name: string | undefined): string =>
        elementText(nodes.find((node: ElementNode) => node.name === name));
      return readPolicy(of(type), of(period), of(unit));
    },
  };
}

function readPolicy(type: string, period: string, unit: string): ReturnType<Codec<RefreshTokenPolicy>['read']> {
  const word = (Object.keys(plain) as (keyof typeof plain)[]).find((one) => plain[one] === type);
  // `Zero` comes back with a period of 0 and no unit.
  if (word !== undefined && Number(period) === 0) return { value: word };
  const key = (Object.keys(timed) as (keyof typeof timed)[]).find((one) => timed[one] === type);
  const unitWord = Object.entries(units).find(([, element]) => element.toLowerCase() === unit.toLowerCase())?.[0];
  if (key === undefined || unitWord === undefined || !/^[1-9]\d{0,8}$/.test(period))
    return { unreadable: [type, period, unit].filter((text) => text !== '').join(' ') };
  const duration = `${period} ${unitWord}`;
  return { value: key === 'expiresAfter' ? { expiresAfter: duration } : { expiresIfUnusedFor: duration } };
}

function policyIssues(value: unknown): readonly ShapeIssue[] {
  if (typeof value === 'string') {
    if (Object.hasOwn(plain, value)) return [];
    const right = synonyms.find(([spelling]) => normalised(spelling) === normalised(value))?.[1];
    const hint = right === undefined ? { candidates: Object.keys(plain) } : { suggestions: [right] };
    return [{ rule: 'shape/unknown-word', path: [], tokens: { found: value, words: legal.join(', ') }, ...hint }];
  }
  if (!isRecord(value)) return [wrongKind(value, 'refreshToken')];
  const keys = Object.keys(value);
  const unknown = keys.filter((key) => !Object.hasOwn(timed, key));
  if (unknown.length > 0)
    return unknown.map((key) => ({
      rule: 'shape/unknown-key',
      on: 'key',
      path: [key],
      tokens: { found: key },
      candidates: Object.keys(timed),
    }));
  if (keys.length === 0) return [wrongKind(value, 'refreshToken')];
  if (keys.length > 1) return [{ rule: 'shape/either-or', path: [], tokens: { keys: keys.join(', ') } }];
  return Object.entries(value).flatMap(([key, duration]) => durationIssues(key, duration));
}

function durationIssues(key: string, duration: unknown): readonly ShapeIssue[] {
  if (typeof duration === 'string' && /^[1-9]\d{0,8} (hours|days|months)$/.test(duration)) return [];
  const near = /^\s*0*([1-9]\d{0,8})\s*(hour|day|month)s?\s*$/i.exec(shown(duration));
  const hint = near === null ? {} : { suggestions: [`${near[1]} ${near[2]?.toLowerCase()}s`] };
  return [{ rule: 'shape/invalid-duration', path: [key], tokens: { found: shown(duration) }, ...hint }];
}

function policySchema(): Codec<unknown>['schema'] {
  const duration = {
    type: 'string',
    pattern: '^([1-9][0-9]{0,8} (hours|days|months)|.*\\$\\{.*)$',
    examples: ['30 days', '365 days'],
  };
  const single = (key: string): object => ({
    type: 'object',
    additionalProperties: false,
    required: [key],
    properties: { [key]: duration },
  });
  return {
    anyOf: [
      {
        enum: Object.keys(plain),
        enumDescriptions: ['Setup: Refresh token is valid until revoked', 'Setup: Immediately expire refresh token'],
      },
      single('expiresAfter'),
      single('expiresIfUnusedFor'),
    ],
  };
}
