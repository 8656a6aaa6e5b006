import { isDeepStrictEqual } from 'node:util';
import { callbackUrls } from '../catalog/codecs/callback.js';
import { addressNumber } from '../catalog/codecs/ipRanges.js';
import { isRecord } from '../catalog/codecs/codecParts.js';
import type { ElementRow } from '../catalog/metadataType.js';

/** Tells whether two spec values of a row mean the same: maps without regard to order, lists too where the row compares as a set. */
export function sameValue(row: Pick<ElementRow, 'compare' | 'codec'>, one: unknown, other: unknown): boolean {
  const [left, right] = [meaning(row, one), meaning(row, other)];
  if (row.compare !== 'set' || !Array.isArray(left) || !Array.isArray(right)) return isDeepStrictEqual(left, right);
  const contains = (list: readonly unknown[], item: unknown): boolean =>
    list.some((member) => isDeepStrictEqual(member, item));
  return left.every((item) => contains(right, item)) && right.every((item) => contains(left, item));
}

/** The value in the one form in which equal meanings are equal values. */
function meaning({ codec }: Pick<ElementRow, 'codec'>, value: unknown): unknown {
  if (codec.kind === 'callback' && (typeof value === 'string' || Array.isArray(value)))
    return callbackUrls(value as string | readonly string[]);
  if (codec.kind === 'ipRanges' && Array.isArray(value)) return value.map(rangeMeaning);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : value;
}

/** An IPv6 address has many spellings, and an org may give back another one. */
function rangeMeaning(range: unknown): unknown {
  if (!isRecord(range)) return range;
  const { start, end, ...rest } = range;
  return { ...rest, start: addressMeaning(start), end: addressMeaning(end) };
}

function addressMeaning(address: unknown): string {
  const text = String(address);
  return `${text.includes(':') ? 6 : 4}/${addressNumber(text)}`;
}
