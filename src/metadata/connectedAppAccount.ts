import type { ElementNode } from '../catalog/codec.js';
import type { ImportedApp } from './componentsToSpec.js';
import { connectedAppOccurrences, type Occurrence } from './connectedAppOccurrences.js';
import type { Conversion } from './convertConnectedApp.js';
import { isSecretElement, text } from './extraElements.js';
import type { ConnectedAppFile } from './readConnectedApp.js';
import { placeOf, redacted, type Kept, type Loss, type SourceComponent } from './sourceComponent.js';

/** What became of each element of the file: kept at a key, or lost with a reason. */
export function connectedAppAccount(
  app: ConnectedAppFile,
  { converted, lost }: Conversion,
  imported: ImportedApp,
): { readonly kept: readonly Kept[]; readonly losses: readonly Loss[] } {
  const place = (path: string): { readonly file: string } =>
    placeOf({ file: app.file, text: app.text, placed: app.placed } as SourceComponent, path);
  const keyOf = (occurrence: Occurrence): string => {
    const target = converted.find(({ from }) => from.includes(occurrence));
    return (
      imported.kept.find(({ element }) => element === `${target?.type ?? ''}.${target?.node.name ?? ''}`)?.key ?? ''
    );
  };
  const lossOf = (
    occurrence: Occurrence,
  ): { readonly reason: string; readonly severity: Loss['severity'] } | undefined => {
    const own = lost.find((one) => one.occurrence === occurrence);
    if (own !== undefined) return own;
    const target = converted.find(({ from, node }) => from.includes(occurrence) && node.name !== '');
    return imported.losses.find(({ element }) => element === `${target?.type ?? ''}.${target?.node.name ?? ''}`);
  };
  const kept: Kept[] = [];
  const losses: Loss[] = [];
  const all = connectedAppOccurrences(app.elements);
  // `converted` and `lost` hold the very objects of another walk over the same elements.
  for (const { path, node } of all) {
    const occurrence = known(converted, lost, node) ?? { path, node };
    const loss = node.content.length === 0 ? undefined : lossOf(occurrence);
    // An empty element says nothing that could be lost.
    const isCarried = node.content.length === 0 || converted.some(({ from }) => from.includes(occurrence));
    for (const leaf of leavesOf({ path, node }))
      if (loss === undefined && isCarried)
        kept.push({ element: leaf.path, key: keyOf(occurrence), ...place(leaf.path) });
      else if (loss !== undefined)
        losses.push({
          element: leaf.path,
          value:
            isSecretElement(leaf.node) || loss.reason === 'newConsumerSecret' ? redacted : shortKey(leaf, loss.reason),
          reason: loss.reason,
          severity: loss.severity,
          ...place(leaf.path),
        });
  }
  // Parts of one element: a callback URL that found no place while the others did.
  for (const { occurrence, reason, severity } of lost)
    if (!all.some(({ node }) => node === occurrence.node))
      losses.push({
        element: occurrence.path,
        value: text(occurrence.node),
        reason,
        severity,
        ...place(occurrence.path),
      });
  return { kept, losses };
}

function known(
  converted: Conversion['converted'],
  lost: Conversion['lost'],
  node: ElementNode,
): Occurrence | undefined {
  return [...converted.flatMap(({ from }) => from), ...lost.map(({ occurrence }) => occurrence)].find(
    (one) => one.node === node,
  );
}

function leavesOf({ path, node }: Occurrence): readonly Occurrence[] {
  return typeof node.content === 'string'
    ? [{ path, node }]
    : node.content.flatMap((child) => leavesOf({ path: `${path}.${child.name}`, node: child }));
}

function shortKey({ node }: Occurrence, reason: string): string {
  const value = text(node);
  return reason === 'newConsumerKey' && value.length > 8 ? `${value.slice(0, 6)}…` : value;
}
