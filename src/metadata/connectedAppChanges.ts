import { connectedAppRow } from '../catalog/connectedApp.js';
import type { ImportedApp } from './componentsToSpec.js';
import type { ConnectedAppFile } from './readConnectedApp.js';
import type { Change, Kept } from './sourceComponent.js';

/** What a person has to know about elements that are kept, and about keys that no element fills. */
export function connectedAppChanges(
  app: ConnectedAppFile,
  imported: ImportedApp,
  kept: readonly Kept[],
  name: string,
): readonly Change[] {
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
