import { rowByKey } from '../catalog/rows.js';

/** A value of a plan as people read it: words bare, other texts quoted, lists and maps in brackets, `null` as "nothing". */
export function planValue(key: string, value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string' && rowByKey(key)?.codec.kind === 'certificate' && /^[0-9a-f]{64}$/.test(value))
    return `SHA-256 ${value}`;
  return plainValue(value);
}

function plainValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, one]) => `${plainValue(key)}: ${plainValue(one)}`)
      .join(', ')}}`;
  const text = String(value);
  return typeof value !== 'string' ||
    (/^[\w.@:/+?&=%#~$-]+$/.test(text) && !['nothing', 'null', 'true', 'false', ''].includes(text))
    ? text
    : JSON.stringify(text);
}
