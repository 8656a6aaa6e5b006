import type { OrgIdentity } from '../org/metadataOrg.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { PreparedApp } from './prepareApp.js';

/**
 * One finding for each app that its spec describes only in part (`metadata.only` without ExternalClientApplication) and
 * that the org does not hold: such a spec adds to an app, it cannot create one. A warning for an installed app,
 * because not every org gives its components out.
 */
export function absentApps(apps: readonly PreparedApp[], { username }: OrgIdentity): readonly FileFinding[] {
  return apps
    .filter(({ held, sent }) => held.length === 0 && !sent.some(({ type }) => type === 'ExternalClientApplication'))
    .map(({ spec: { file, text, document }, completed: { name } }) => ({
      file,
      text,
      ...(document === undefined ? {} : { document }),
      finding: {
        rule: 'org/app-absent',
        severity: name.includes('__') ? 'warning' : 'error',
        path: ['name'],
        on: 'value',
        tokens: { name, org: username },
        suggestions: [],
      },
    }));
}
