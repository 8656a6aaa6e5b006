import type { Codec, ShapeIssue } from '../codec.js';
import { elementText, normalised, shown, textNode, wrongKind } from './codecParts.js';
import { parseInteger } from './integer.js';

/** Lifetime of a JWT access token: that of the user's session, or minutes. */
export type JwtTimeout = 'user-session' | number;

const sinceCustomType = 65;
const minutes = new Map<number, number>([
  ...[1, 5, 10, 15, 30].map((one) => [one, 61] as const),
  ...[60, 90, 120, 240, 480, 720].map((one) => [one, sinceCustomType] as const),
]);

/** The timeout element (minutes) and, from API 65, the element that says where the lifetime comes from. */
export function jwtTimeout(): Codec<JwtTimeout> {
  return {
    kind: 'jwtTimeout',
    expected: 'jwtTimeout',
    schema: { enum: ['user-session', ...minutes.keys()], description: 'Minutes, or user-session.' },
    check: timeoutIssues,
    write: (value, [timeout, type], { apiVersion }) => {
      const custom = typeof value === 'number' ? [textNode(timeout, String(value))] : [];
      const source = textNode(type, typeof value === 'number' ? 'Custom' : 'UserSession');
      return apiVersion >= sinceCustomType ? [source, ...custom] : custom;
    },
    read: (nodes, [timeout, type]) => {
      const minutesText = elementText(nodes.find(({ name }) => name === timeout));
      const source = elementText(nodes.find(({ name }) => name === type));
      if (source === 'UserSession' && minutesText === '') return { value: 'user-session' };
      const value = parseInteger(minutesText);
      const legal = value !== undefined && minutes.has(value) && ['', 'Custom'].includes(source);
      return legal ? { value } : { unreadable: [source, minutesText].filter((text) => text !== '').join(' ') };
    },
    fromVariable: (text) => parseInteger(text) ?? (text === 'user-session' ? text : undefined),
  };
}

function timeoutIssues(value: unknown, apiVersion: number): readonly ShapeIssue[] {
  const legal = ['user-session', ...minutes.keys()].join(', ');
  if (typeof value === 'string' && value !== 'user-session' && normalised(value) === 'usersession')
    return [
      { rule: 'shape/unknown-word', path: [], tokens: { found: value, words: legal }, suggestions: ['user-session'] },
    ];
  if (value !== 'user-session' && typeof value !== 'number') return [wrongKind(value, 'jwtTimeout')];
  const since = value === 'user-session' ? sinceCustomType : minutes.get(value);
  if (since === undefined)
    return [{ rule: 'shape/unknown-word', path: [], tokens: { found: shown(value), words: legal } }];
  if (since <= apiVersion) return [];
  return [{ rule: 'shape/not-in-api-version', path: [], tokens: { found: shown(value), since: `${since}.0` } }];
}
