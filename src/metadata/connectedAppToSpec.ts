import type { ElementNode } from '../catalog/codec.js';
import { apiNameIssue } from '../catalog/codecs/textFormats.js';
import type { TypeName } from '../catalog/metadataType.js';
import { typeByName } from '../catalog/metadataTypes.js';
import { valueAt } from '../source/finding.js';
import { componentsToSpec, type ImportedApp } from './componentsToSpec.js';
import { connectedAppAccount } from './connectedAppAccount.js';
import { connectedAppChanges } from './connectedAppChanges.js';
import type { Occurrence } from './connectedAppOccurrences.js';
import { convertConnectedApp, type Conversion, type Converted } from './convertConnectedApp.js';
import { elementComments } from './elementComments.js';
import { unflatten } from './extraElements.js';
import { legalApiName } from './legalApiName.js';
import type { ConnectedAppFile } from './readConnectedApp.js';
import type { Kept, SourceComponent } from './sourceComponent.js';

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
    if (dropped.length === 0) {
      const { kept, losses } = connectedAppAccount(app, conversion, imported);
      const changed = connectedAppChanges(app, imported, kept, name);
      return { ...imported, comments: commentsOf(app, imported, kept), kept, losses, changed, name, found: app.name };
    }
    conversion = without(conversion, dropped);
  }
}

/** The comments of the file before the keys of their elements; at the top, where an element has no key in the spec. */
function commentsOf(
  app: ConnectedAppFile,
  { spec, comments }: ImportedApp,
  kept: readonly Kept[],
): ImportedApp['comments'] {
  const all = new Map(comments);
  for (const { name, texts } of elementComments(app.placed)) {
    const key = kept.find(({ element }) => element === name)?.key ?? '';
    const path = valueAt(spec, key.split('.')) === undefined ? '' : key;
    all.set(path, [...(all.get(path) ?? []), ...texts]);
  }
  return all;
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
      ...(isHeader ? { comments: app.comments, endComments: app.endComments } : {}),
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
