import type { ElementNode } from '../catalog/codec.js';
import { connectedAppRow, type ConnectedAppRow } from '../catalog/connectedApp.js';
import { rowsOfType } from '../catalog/rows.js';
import { scopes } from '../catalog/scopes.js';
import type { TypeName } from '../catalog/metadataType.js';

/** One element of the file that is not a mere container, by its path from the root. */
export type Occurrence = { readonly path: string; readonly node: ElementNode };

/** An element of an External Client App with the elements of the file that it stands for. */
export type Converted = { readonly type: TypeName; readonly node: ElementNode; readonly from: readonly Occurrence[] };

/** The elements of the app, and what no element can say. */
export type Conversion = {
  readonly converted: readonly Converted[];
  readonly lost: readonly {
    readonly occurrence: Occurrence;
    readonly reason: string;
    readonly severity: 'error' | 'warning' | 'note';
  }[];
};

/** The elements of a connected app that hold something of their own: texts, and containers that the table knows as a whole. */
export function occurrences(elements: readonly ElementNode[], above = ''): readonly Occurrence[] {
  return elements.flatMap((node) => {
    const path = above === '' ? node.name : `${above}.${node.name}`;
    const isWhole = typeof node.content === 'string' || connectedAppRow(path)?.element === path;
    return isWhole ? [{ path, node }] : occurrences(node.content, path);
  });
}

/** Turns the elements of a connected app into those of an External Client App, row by row of the table. */
export function convertConnectedApp(elements: readonly ElementNode[]): Conversion {
  const all = occurrences(elements).filter(({ node }) => node.content.length > 0);
  const has = {
    oauthConfig: elements.some(({ name }) => name === 'oauthConfig'),
    samlConfig: elements.some(({ name }) => name === 'samlConfig'),
  };
  const converted: Converted[] = [];
  const lost: Conversion['lost'][number][] = [];
  const groups = new Map<string, Occurrence[]>();
  for (const occurrence of all) {
    const row = connectedAppRow(occurrence.path);
    if (row === undefined) lost.push({ occurrence, reason: 'unknownElement', severity: 'warning' });
    else if (row.loss !== undefined) lost.push({ occurrence, ...row.loss });
    else groups.set(row.element, [...(groups.get(row.element) ?? []), occurrence]);
  }
  for (const [element, own] of groups) {
    const row = connectedAppRow(element);
    const targets = row === undefined ? [] : targetsOf(row, has);
    if (row === undefined || targets.length === 0)
      lost.push(...own.map((occurrence) => ({ occurrence, reason: 'noSection', severity: 'warning' as const })));
    else
      for (const [index, { type, name }] of targets.entries())
        convertRow(row, type, name, own, converted, index === 0 ? lost : []);
  }
  return { converted, lost };
}

function targetsOf(
  row: ConnectedAppRow,
  has: { readonly oauthConfig: boolean; readonly samlConfig: boolean },
): NonNullable<ConnectedAppRow['to']> {
  if (row.needs !== undefined && !has[row.needs]) return [];
  const isOpen = (type: TypeName): boolean =>
    type === 'ExtlClntAppSamlConfigurablePolicies' ? has.samlConfig : /Oauth/.test(type) ? has.oauthConfig : true;
  return (row.to ?? []).filter(({ type }) => isOpen(type));
}

type LostList = Conversion['lost'][number][];

function convertRow(
  row: ConnectedAppRow,
  type: TypeName,
  name: string,
  own: readonly Occurrence[],
  converted: Converted[],
  lost: LostList,
): void {
  const add = (node: ElementNode, from: readonly Occurrence[], to: TypeName = type): void =>
    void converted.push({ type: to, node, from });
  const lose = (occurrence: Occurrence, reason: string, severity: 'error' | 'warning' = 'warning'): void =>
    void lost.push({ occurrence, reason, severity });
  const text = ({ node }: Occurrence): string => (typeof node.content === 'string' ? node.content.trim() : '');
  const [first] = own;
  if (first === undefined) return;
  switch (row.as) {
    case 'joined':
      return joined(own, name, (item) => !item.includes(','), add, lose);
    case 'scopes':
      return scopeElements(own, name, add, lose);
    case 'callback':
      return callback(own, name, add, lose);
    case 'attributes':
    case 'ipRanges':
    case 'each':
      return each(own, type, name, add, lose);
    case 'refreshToken':
      return refreshToken(first, own, add, lose);
    case 'adminApproved':
      return add({ name, content: text(first) === 'true' ? 'AdminApprovedPreAuthorized' : 'AllSelfAuthorized' }, own);
    case 'clientCredentials':
      add({ name, content: text(first) }, own);
      return add({ name, content: text(first) }, [], 'ExtlClntAppOauthConfigurablePolicies');
    case 'startUrl':
      add({ name, content: text(first) }, own);
      return add({ name: 'startPage', content: 'Custom' }, []);
    case undefined:
      add({ name, content: first.node.content }, [first]);
      // The platform knows each of these once; a file that repeats one is none that it wrote.
      for (const repeated of own.slice(1)) lose(repeated, 'repeated');
  }
}

type Add = (node: ElementNode, from: readonly Occurrence[]) => void;
type Lose = (occurrence: Occurrence, reason: string, severity?: 'error' | 'warning') => void;

function itemText({ node }: Occurrence): string {
  return typeof node.content === 'string' ? node.content.trim() : '';
}

function joined(
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
function scopeElements(own: readonly Occurrence[], name: string, add: Add, lose: Lose): void {
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
function callback(own: readonly Occurrence[], name: string, add: Add, lose: Lose): void {
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
function each(own: readonly Occurrence[], type: TypeName, name: string, add: Add, lose: Lose): void {
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
function refreshToken(first: Occurrence, own: readonly Occurrence[], add: Add, lose: Lose): void {
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
