import { isIP } from 'node:net';
import type { Codec, ShapeIssue } from '../codec.js';
import { childText, isRecord, shown, textNode, wrongKind } from './codecParts.js';
import { textIssues } from './text.js';

/** A range of IP addresses of one family, both ends inclusive. */
export type IpRange = { readonly start: string; readonly end: string; readonly description?: string };

const maxItems = 128;
const keys = ['start', 'end', 'description'];

/** IP ranges as repeated elements; `maxAddresses` limits how many addresses all of them may cover together. */
export function ipRanges(options: { readonly maxAddresses?: number } = {}): Codec<readonly IpRange[]> {
  return {
    kind: 'ipRanges',
    expected: 'ipRanges',
    schema: rangesSchema(),
    check: (value) => {
      if (!Array.isArray(value)) return [wrongKind(value, 'ipRanges')];
      const issues = value.flatMap((item: unknown, index) => [...rangeIssues(item, index)]);
      if (value.length > maxItems)
        issues.push({
          rule: 'shape/too-many',
          path: [],
          tokens: { count: String(value.length), max: String(maxItems) },
        });
      if (issues.length > 0 || options.maxAddresses === undefined) return issues;
      const count = (value as readonly IpRange[]).reduce((sum, range) => sum + addressCount(range), 0n);
      if (count <= BigInt(options.maxAddresses)) return [];
      return [
        {
          rule: 'shape/too-many',
          path: [],
          tokens: { count: `${count} addresses`, max: `${options.maxAddresses} addresses` },
        },
      ];
    },
    write: (value, [name]) =>
      value.map((range) => ({
        name: textNode(name, '').name,
        content: [
          ...(range.description === undefined ? [] : [textNode('description', range.description.trim())]),
          textNode('endIpAddress', range.end),
          textNode('startIpAddress', range.start),
        ],
      })),
    read: (nodes) => {
      const ranges = nodes.map((node) => {
        const description = childText(node, 'description');
        const ends = { start: childText(node, 'startIpAddress') ?? '', end: childText(node, 'endIpAddress') ?? '' };
        return description === undefined || description === '' ? ends : { ...ends, description };
      });
      const damaged = ranges.some((range, index) => [...rangeIssues(range, index)].length > 0);
      return damaged ? { unreadable: ranges.map(({ start, end }) => `${start}-${end}`).join(', ') } : { value: ranges };
    },
  };
}

function* rangeIssues(item: unknown, index: number): Iterable<ShapeIssue> {
  if (!isRecord(item)) {
    yield wrongKind(item, 'ipRange', [index]);
    return;
  }
  for (const key of Object.keys(item))
    if (!keys.includes(key))
      yield { rule: 'shape/unknown-key', path: [index, key], on: 'key', tokens: { found: key }, candidates: keys };
  for (const key of ['start', 'end'])
    if (item[key] === undefined) yield { rule: 'shape/missing-key', path: [index], tokens: { key } };
  const [start, end] = [item.start, item.end];
  for (const [key, address] of [
    ['start', start],
    ['end', end],
  ] as const)
    if (address !== undefined && (typeof address !== 'string' || ipFamily(address) === 0))
      yield { rule: 'shape/invalid-ip-address', path: [index, key], tokens: { found: shown(address) } };
  if (typeof item.description === 'string') yield* textIssues(item.description, {}, [index, 'description']);
  else if (item.description !== undefined) yield wrongKind(item.description, 'text', [index, 'description']);
  if (typeof start !== 'string' || typeof end !== 'string' || ipFamily(start) === 0 || ipFamily(end) === 0) return;
  const reason =
    ipFamily(start) !== ipFamily(end) ? 'family' : addressNumber(start) > addressNumber(end) ? 'order' : undefined;
  if (reason !== undefined) yield { rule: 'shape/invalid-ip-range', path: [index], tokens: { reason, start, end } };
}

/** 4, 6, or 0 for a text that is no address; a zone such as `%eth0` means something on one machine only. */
function ipFamily(address: string): number {
  return address.includes('%') ? 0 : isIP(address);
}

function addressCount({ start, end }: IpRange): bigint {
  return addressNumber(end) - addressNumber(start) + 1n;
}

/** The address as a number, so that two addresses of one family can be compared. */
export function addressNumber(address: string): bigint {
  if (isIP(address) === 4) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  return expandedGroups(address).reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function expandedGroups(address: string): readonly string[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(missing).fill('0'), ...after];
}

function rangesSchema(): Codec<unknown>['schema'] {
  const address = { type: 'string', description: 'IPv4 or IPv6 address' };
  return {
    type: 'array',
    maxItems,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['start', 'end'],
      properties: { start: address, end: address, description: { type: 'string' } },
    },
  };
}
