import type { ElementNode } from '../catalog/codec.js';
import { rowByKey, type CatalogRow } from '../catalog/rows.js';
import { isSecretElement, text } from './extraElements.js';
import type { ElementReadings, Reading } from './readElements.js';
import { placeOf, redacted, type Change, type Loss } from './sourceComponent.js';

/** What the start page of SAML becomes: readings of the keys of today, what to tell, and what gives way. */
export type MovedStartUrl = {
  readonly readings: readonly Reading[];
  readonly changed: readonly Change[];
  readonly losses: readonly Loss[];
};

/** The start page of SAML moved into the app policies with API 64; undefined when it finds no place there. */
export function movedStartUrl(
  { source }: ElementReadings,
  node: ElementNode,
  parts: readonly ElementReadings[],
  readings: ReadonlyMap<string, Reading>,
): MovedStartUrl | undefined {
  const [url, page] = [rowByKey('policies.startUrl'), rowByKey('policies.startPage')];
  const moved: Change = {
    element: `${source.component.type}.startUrl`,
    key: 'policies.startUrl',
    reason: 'samlStartUrl',
    severity: 'note',
    ...placeOf(source, 'startUrl'),
  };
  const value = typeof node.content === 'string' ? node.content : '';
  const there = readings.get('policies.startUrl');
  if (there?.value === value) return { readings: [], changed: [moved], losses: [] };
  const hasPolicies = parts.some((part) => part.source.component.type === 'ExtlClntAppConfigurablePolicies');
  if (there !== undefined || !hasPolicies || url === undefined || page === undefined || !isLegal(url, node))
    return undefined;
  const before = readings.get(page.key);
  return {
    readings: [
      { row: url, source, nodes: [node], value },
      { row: page, source, nodes: [], value: 'custom' },
    ],
    changed: before === undefined ? [moved, { ...moved, key: page.key, reason: 'samlStartPage' }] : [moved],
    losses: before === undefined || before.value === 'custom' ? [] : [startPageLoss(before)],
  };
}

/** The page that opened so far gives way to the address. */
function startPageLoss({ source, nodes }: Reading): Loss {
  return {
    element: 'ExtlClntAppConfigurablePolicies.startPage',
    value: nodes.some(isSecretElement) ? redacted : nodes.map(text).join(', '),
    reason: 'startPage',
    severity: 'warning',
    ...placeOf(source, 'startPage'),
  };
}

function isLegal({ codec }: CatalogRow, node: ElementNode): boolean {
  return typeof node.content === 'string' && !isSecretElement(node) && codec.check(node.content, Infinity).length === 0;
}
