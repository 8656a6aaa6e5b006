import { createHash } from 'node:crypto';
import type { ElementRow } from '../catalog/metadataType.js';

/** Stands for every secret in every output. */
export const redacted = '[REDACTED]';

/** A spec value as a plan shows it: a secret hidden, a certificate as the SHA-256 of its DER in hexadecimal, nothing as `null`. */
export function shownValue(row: Pick<ElementRow, 'secret' | 'codec'>, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (row.secret === true) return redacted;
  if (row.codec.kind === 'certificate' && typeof value === 'string') return certificateHash(value);
  return value;
}

/** SHA-256 of the bytes that a base64 text stands for. */
function certificateHash(base64: string): string {
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
}
