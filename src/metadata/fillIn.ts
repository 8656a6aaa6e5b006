import { isRecord } from '../catalog/codecs/codecParts.js';
import { rowByKey } from '../catalog/rows.js';
import type { Spec } from '../catalog/spec.js';
import { parsePath } from '../spec/collector.js';
import type { Reading } from './readElements.js';
import { redacted, type Placeholder } from './sourceComponent.js';

/** The texts of a spec that a variable has to give: secrets, and required keys that no element fills; by `pathText`. */
export function placeholdersOf(
  readings: ReadonlyMap<string, Reading>,
  setAside: ReadonlySet<string>,
  missing: ReadonlySet<string>,
): ReadonlyMap<string, Placeholder> {
  const secrets = [...readings.values()]
    .filter(({ row }) => row.secret === true && !setAside.has(row.key))
    .map(({ row }) => row.key);
  return new Map([...secrets, ...missing].map((path) => [path, placeholder(path)]));
}

/** The variable for a key: called as the example of its row, else as the key. */
function placeholder(path: string): Placeholder {
  const row = rowByKey(path.replace(/\[\d+\]$/, ''));
  const example = /^\$\{(\w+)\}$/.exec(typeof row?.example === 'string' ? row.example : '')?.[1];
  const words = path.split(/[.[\]\d]+/).filter((word) => word !== '');
  const name =
    example ??
    words.map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join('');
  return {
    name,
    description: row?.description.replace(/[:;,] .*$/s, '').replace(/\.$/, '') ?? path,
    secret: row?.secret === true,
  };
}

/** The spec with the path of its certificate, with stand-ins for placeholders, and with the declarations of their variables. */
export function fillIn(
  spec: Record<string, unknown>,
  placeholders: ReadonlyMap<string, Placeholder>,
  readings: ReadonlyMap<string, Reading>,
  setAside: ReadonlySet<string>,
): { readonly spec: Spec; readonly certificates: ReadonlyMap<string, string> } {
  const certificates = new Map<string, string>();
  const filled = structuredClone(spec);
  for (const { row, value } of readings.values())
    if (row.codec.kind === 'certificate' && !setAside.has(row.key) && typeof value === 'string') {
      const path = `${String(spec.name)}.crt`;
      certificates.set(path, value);
      setAt(filled, row.key, path);
    }
  for (const path of placeholders.keys()) setAt(filled, path, redacted);
  const declarations = [...placeholders.values()].map(({ name, description, secret }) => [
    name,
    { description, ...(secret ? { secret } : {}) },
  ]);
  return {
    spec: (declarations.length === 0
      ? filled
      : { ...filled, variables: Object.fromEntries(declarations) as unknown }) as Spec,
    certificates,
  };
}

/** Sets a value at a path such as `scopes[0]`, with the maps and lists above it. */
export function setAt(target: Record<string, unknown>, pathText: string, value: unknown): void {
  const path = parsePath(pathText);
  let current = target as Record<string | number, unknown>;
  for (const [index, step] of path.slice(0, -1).entries()) {
    const next = current[step];
    if (!isRecord(next) && !Array.isArray(next)) current[step] = typeof path[index + 1] === 'number' ? [] : {};
    current = current[step] as Record<string | number, unknown>;
  }
  current[path.at(-1) ?? ''] = value;
}
