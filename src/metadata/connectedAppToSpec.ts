import type { ElementNode } from '../catalog/codec.js';
import { connectedAppRow } from '../catalog/connectedApp.js';
import { typeByName } from '../catalog/metadataTypes.js';
import type { TypeName } from '../catalog/metadataType.js';
import { apiNameIssue } from '../catalog/codecs/textFormats.js';
import { componentsToSpec, type ImportedApp } from './componentsToSpec.js';
import {
  convertConnectedApp,
  occurrences,
  type Conversion,
  type Converted,
  type Occurrence,
} from './convertConnectedApp.js';
import { isSecretElement, text, unflatten } from './extraElements.js';
import { legalApiName } from './legalApiName.js';
import type { ConnectedAppFile } from './readConnectedApp.js';
import { placeOf, redacted, type Change, type Kept, type Loss, type SourceComponent } from './sourceComponent.js';

/** A connected app as the spec of an External Client App; `found` is the name of the connected app. */
export type MigratedApp = ImportedApp & { readonly name: string; readonly found: string };

/**
 * Turns a connected app into the spec of an External Client App that does the same, as far as there is one.
 * Every element of the file is kept or lost, none both.
 */
export function connectedAppToSpec(app: ConnectedAppFile): MigratedApp {
  const name = apiNameIssue(app.name) === undefined && !app.name.includes('__') ? app.name : legalApiName(app.name);
  let conversion = convertConnectedApp(app.elements);
  // What a spec cannot say would stand under metadata.extra, where the platform would refuse it: such elements go, one round after the other.
  for (;;) {
    const imported = componentsToSpec(name, components(name, conversion, app));
    const refused = imported.changed
      .filter(({ reason }) => reason === 'unreadable' || reason === 'unknown')
      .map(({ element }) => element);
    const dropped = conversion.converted.filter(({ type, node }) => refused.includes(`${type}.${node.name}`));
    if (dropped.length === 0)
      return { ...imported, ...account(app, conversion, imported, name), name, found: app.name };
    conversion = without(conversion, dropped);
  }
}

function without({ converted, lost }: Conversion, dropped: readonly Converted[]): Conversion {
  const from = dropped.flatMap((one) => one.from);
  return {
    converted: converted.filter((one) => !dropped.includes(one)),
    lost: [
      ...lost,
      ...from
        .filter((occurrence) => !lost.some((one) => one.occurrence === occurrence))
        .map((occurrence) => ({
          occurrence,
          reason: isRelative(occurrence) ? 'relativeUrl' : 'invalid',
          severity: 'warning' as const,
        })),
    ],
  };
}

/** Connected apps may name a page of their org by its path alone. */
function isRelative({ path, node }: Occurrence): boolean {
  return /Url$/.test(path) && typeof node.content === 'string' && node.content.startsWith('/');
}

/** The components that the elements make up. */
function components(name: string, { converted }: Conversion, app: ConnectedAppFile): readonly SourceComponent[] {
  const types: TypeName[] = ['ExternalClientApplication'];
  const has = (section: string): boolean => app.elements.some((element) => element.name === section);
  if (has('oauthConfig'))
    types.push('ExtlClntAppGlobalOauthSettings', 'ExtlClntAppOauthSettings', 'ExtlClntAppOauthConfigurablePolicies');
  types.push('ExtlClntAppConfigurablePolicies');
  if (has('samlConfig')) types.push('ExtlClntAppSamlConfigurablePolicies');
  if (has('canvasConfig')) types.push('ExtlClntAppCanvasSettings');
  return types.map((type) => {
    const own = converted.filter((one) => one.type === type && one.node.name !== '').map(({ node }) => node);
    const assumed = absences(type, has('oauthConfig')).filter((node) => !own.some((one) => one.name === node.name));
    const { suffix, memberSuffix } = typeByName(type);
    const isHeader = type === 'ExternalClientApplication';
    const structure = isHeader ? [] : [{ name: 'externalClientApplication', content: name }];
    return {
      component: {
        type,
        fullName: `${name}${memberSuffix}`,
        app: name,
        elements: [...structure, ...unflatten([...own, ...assumed])],
      },
      file: `${name}.${suffix}`,
      ...(isHeader ? { comments: app.comments } : {}),
    };
  });
}

/** What a connected app means by an element that it lacks, where the new app would mean something else. */
function absences(type: TypeName, isOauth: boolean): readonly ElementNode[] {
  if (type === 'ExtlClntAppGlobalOauthSettings') return [{ name: 'isPkceRequired', content: 'false' }];
  if (type === 'ExtlClntAppOauthConfigurablePolicies') return [{ name: 'refreshTokenPolicyType', content: 'Infinite' }];
  if (type === 'ExtlClntAppConfigurablePolicies') return [{ name: 'isOauthPluginEnabled', content: String(isOauth) }];
  return [];
}

function account(
  app: ConnectedAppFile,
  { converted, lost }: Conversion,
  imported: ImportedApp,
  name: string,
): { readonly kept: readonly Kept[]; readonly changed: readonly Change[]; readonly losses: readonly Loss[] } {
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
  const all = occurrences(app.elements);
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
  return { kept, losses, changed: changes(app, imported, kept, name) };
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

/** What a person has to know about elements that are kept, and about keys that no element fills. */
function changes(app: ConnectedAppFile, imported: ImportedApp, kept: readonly Kept[], name: string): readonly Change[] {
  const of = (
    element: string,
    reason: string,
    severity: Change['severity'] = 'note',
    tokens: Change['tokens'] = {},
  ): Change => {
    const [own] = kept.filter((one) => one.element === element || one.element.startsWith(`${element}.`));
    return {
      element,
      key: own?.key ?? '',
      file: app.file,
      ...(own?.range === undefined ? {} : { range: own.range }),
      reason,
      severity,
      tokens,
    };
  };
  const isKept = (element: string): boolean =>
    kept.some((one) => one.element === element || one.element.startsWith(`${element}.`));
  const rowChanges = [...new Set(kept.map(({ element }) => connectedAppRow(element)))].flatMap((row) =>
    row?.change === undefined
      ? []
      : [of(row.element, `migrate/${row.change}`, row.change === 'plugin' ? 'warning' : 'note')],
  );
  const isOauth = app.elements.some((element) => element.name === 'oauthConfig');
  const missing = imported.changed
    .filter(({ reason }) => ['missing', 'defaulted'].includes(reason))
    .map((change) => ({ ...change, file: app.file }));
  return [
    ...(name === app.name ? [] : [of('fullName', 'migrate/name', 'warning', { found: app.name, name })]),
    ...rowChanges,
    ...(isOauth && !isKept('oauthConfig.isPkceRequired')
      ? [of('oauthConfig.isPkceRequired', 'migrate/pkceAbsent')]
      : []),
    ...(isOauth && !isKept('oauthPolicy.refreshTokenPolicy')
      ? [of('oauthPolicy.refreshTokenPolicy', 'migrate/refreshTokenAbsent')]
      : []),
    ...missing,
  ];
}
