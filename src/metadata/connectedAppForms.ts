import type { ElementNode } from '../catalog/codec.js';
import type { TypeName } from '../catalog/metadataType.js';
import { rowsOfType } from '../catalog/rows.js';
import { scopes } from '../catalog/scopes.js';
import type { Occurrence } from './connectedAppOccurrences.js';

/** Takes an element of the new app with what it stands for. */
export type Add = (node: ElementNode, from: readonly Occurrence[]) => void;
/** Takes what no element of the new app can say. */
export type Lose = (occurrence: Occurrence, reason: string, severity?: 'error' | 'warning') => void;

/** The text of an element without blanks around it. */
export function itemText({ node }: Occurrence): string {
  return typeof node.content === 'string' ? node.content.trim() : '';
}

/** Items that one element holds, joined by commas; one with a comma of its own is lost. */
export function joined(
  own: readonly Occurrence[],
  name: string,
  isLegal: (item: string) => boolean,
  add: Add,
  lose: Lose,
): void {
  const kept = own.filter((occurrence) => isLegal(itemText(occurrence)));
  for (const occurrence of own) if (!kept.includes(occurrence)) lose(occurrence, 'invalid');
  if (kept.length > 0) add({ name, content: [...new Set(kept.map(itemText))].join(',') }, kept);
}

/** An unknown word that looks like a token is one of a newer release, as in a spec. */
export function scopeElements(own: readonly Occurrence[], name: string, add: Add, lose: Lose): void {
  const token = (occurrence: Occurrence): string | undefined => {
    const found = itemText(occurrence);
    const known = scopes.find((scope) => (scope.connectedAppToken ?? scope.token) === found || scope.token === found);
    return known?.token ?? (/^[A-Z][A-Za-z0-9]*$/.test(found) ? found : undefined);
  };
  const kept = own.filter((occurrence) => token(occurrence) !== undefined);
  for (const occurrence of own) if (!kept.includes(occurrence)) lose(occurrence, 'scope', 'error');
  if (kept.length > 0) add({ name, content: [...new Set(kept.map(token))].join(', ') }, kept);
}

/** Keeps the callback URLs that a spec accepts, as many as the 2000 characters of the platform hold. */
export function callback(own: readonly Occurrence[], name: string, add: Add, lose: Lose): void {
  const row = rowsOfType('ExtlClntAppGlobalOauthSettings').find(({ key }) => key === 'callback');
  const isLegal = (urls: readonly string[]): boolean => row?.codec.check(urls, Infinity).length === 0;
  let kept: readonly string[] = [];
  const parts: (readonly [Occurrence, string])[] = [];
  for (const { path, node } of own)
    for (const url of new Set(
      (typeof node.content === 'string' ? node.content : '').split(/\s+/).filter((one) => one !== ''),
    )) {
      if (kept.includes(url)) continue;
      if (isLegal([...kept, url])) kept = [...kept, url];
      else
        parts.push([{ path, node: { name: node.name, content: url } }, isLegal([url]) ? 'callbackLength' : 'invalid']);
    }
  if (kept.length > 0) for (const [part, reason] of parts) lose(part, reason, 'error');
  if (kept.length > 0) add({ name, content: kept.join('\n') }, own);
  else for (const occurrence of own) lose(occurrence, 'invalid', 'error');
}

/** Elements of a list, each by itself: one that a spec cannot say takes no other along. */
export function each(own: readonly Occurrence[], type: TypeName, name: string, add: Add, lose: Lose): void {
  const row = rowsOfType(type).find(({ elements }) => elements.includes(name));
  const kept: ElementNode[] = [];
  for (const occurrence of own) {
    const { content } = occurrence.node;
    const node = {
      name,
      content:
        typeof content === 'string'
          ? content
          : content.map((child) => ({ ...child, name: rangeNames[child.name] ?? child.name })),
    };
    const read = row?.codec.read([...kept, node], [name]);
    const isLegal = read !== undefined && 'value' in read && row?.codec.check(read.value, Infinity).length === 0;
    // Two elements that say the same are one.
    if (kept.some((one) => JSON.stringify(one) === JSON.stringify(node))) add({ name: '', content: '' }, [occurrence]);
    else if (!isLegal) lose(occurrence, 'invalid');
    else {
      kept.push(node);
      add(node, [occurrence]);
    }
  }
}

const rangeNames: Readonly<Record<string, string>> = { start: 'startIpAddress', end: 'endIpAddress' };
const policyTypes: Readonly<Record<string, string>> = {
  infinite: 'Infinite',
  zero: 'Zero',
  specific_lifetime: 'SpecificLifetime',
  specific_inactivity: 'SpecificInactivity',
};
const units: Readonly<Record<string, string>> = { hours: 'Hours', days: 'Days', months: 'Months' };

/** `infinite`, `zero`, `specific_lifetime:90:DAYS` or `specific_inactivity:1:HOURS`. */
export function refreshToken(first: Occurrence, own: readonly Occurrence[], add: Add, lose: Lose): void {
  const [kind = '', count, unit = ''] = itemText(first).toLowerCase().split(':');
  const type = policyTypes[kind];
  const isTimed = kind.startsWith('specific_');
  const unitWord = units[unit];
  if (type === undefined || (isTimed && (unitWord === undefined || !/^0*[1-9]\d{0,8}$/.test(count ?? '')))) {
    for (const occurrence of own) lose(occurrence, 'invalid');
    return;
  }
  add({ name: 'refreshTokenPolicyType', content: type }, own);
  if (!isTimed) return;
  add({ name: 'refreshTokenValidityPeriod', content: String(Number(count)) }, []);
  add({ name: 'refreshTokenValidityUnit', content: unitWord ?? '' }, []);
}
