import type { ElementNode } from '../catalog/codec.js';
import { connectedAppRow, type ConnectedAppRow } from '../catalog/connectedApp.js';
import type { TypeName } from '../catalog/metadataType.js';
import { callback, each, itemText, joined, refreshToken, scopeElements, type Lose } from './connectedAppForms.js';
import { connectedAppOccurrences, type Occurrence } from './connectedAppOccurrences.js';

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

/** Turns the elements of a connected app into those of an External Client App, row by row of the table. */
export function convertConnectedApp(elements: readonly ElementNode[]): Conversion {
  const all = connectedAppOccurrences(elements).filter(({ node }) => node.content.length > 0);
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
  const lose: Lose = (occurrence, reason, severity = 'warning') => void lost.push({ occurrence, reason, severity });
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
      return add(
        { name, content: itemText(first) === 'true' ? 'AdminApprovedPreAuthorized' : 'AllSelfAuthorized' },
        own,
      );
    case 'clientCredentials':
      add({ name, content: itemText(first) }, own);
      return add({ name, content: itemText(first) }, [], 'ExtlClntAppOauthConfigurablePolicies');
    case 'startUrl':
      add({ name, content: itemText(first) }, own);
      return add({ name: 'startPage', content: 'Custom' }, []);
    case undefined:
      add({ name, content: first.node.content }, [first]);
      // The platform knows each of these once; a file that repeats one is none that it wrote.
      for (const repeated of own.slice(1)) lose(repeated, 'repeated');
  }
}
