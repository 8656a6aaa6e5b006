import type { TypeName } from '../catalog/metadataType.js';
import type { Finding } from '../source/finding.js';
import { nearestWords } from '../source/nearestWords.js';
import { elementsNamed } from './component.js';
import { placeOf, type SourceComponent } from './sourceComponent.js';

/** A finding about one of the files of an app. */
export type SourceFinding = { readonly source: SourceComponent; readonly finding: Finding };

const header: TypeName = 'ExternalClientApplication';
const globalSettings: TypeName = 'ExtlClntAppGlobalOauthSettings';
const oauthSettings: TypeName = 'ExtlClntAppOauthSettings';
/** Policies may belong to an app that a package installed, whose other files nobody has. */
const policies: readonly TypeName[] = [
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppConfigurablePolicies',
  'ExtlClntAppSamlConfigurablePolicies',
  'ExtlClntAppPushConfigurablePolicies',
  'ExtlClntAppMobileConfigurablePolicies',
  'ExtlClntAppAttestConfigurablePolicies',
];

/** Checks that the files of an app are all there and name the app; `headers` are the names of all apps that were found. */
export function checkApp(sources: readonly SourceComponent[], headers: readonly string[]): readonly SourceFinding[] {
  const found = (type: TypeName): SourceComponent | undefined =>
    sources.find(({ component }) => component.type === type);
  if (found(header) === undefined) return sources.flatMap((source) => withoutHeader(source, headers));
  const [global, oauth] = [found(globalSettings), found(oauthSettings)];
  if (global !== undefined && oauth === undefined) return [missing(global, oauthSettings)];
  // With a link, the consumer of another org stands in for the global settings.
  const linked = oauth !== undefined && elementsNamed(oauth.component, 'oauthLink').length > 0;
  return oauth !== undefined && global === undefined && !linked ? [missing(oauth, globalSettings, 'warning')] : [];
}

function withoutHeader(source: SourceComponent, headers: readonly string[]): readonly SourceFinding[] {
  const { component } = source;
  // Its header lies in another package folder.
  if (headers.includes(component.app)) return [];
  const near = nearestWords(component.app, headers);
  if (near.length === 0 && policies.includes(component.type)) return [];
  const { range } = placeOf(source, 'externalClientApplication');
  const finding: Finding = {
    rule: 'element/unknown-app',
    severity: 'error',
    path: ['externalClientApplication'],
    on: 'value',
    tokens: { found: component.app },
    suggestions: near,
    ...(range === undefined ? {} : { range }),
  };
  return [{ source, finding }];
}

function missing(source: SourceComponent, type: TypeName, severity: Finding['severity'] = 'error'): SourceFinding {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    source,
    finding: {
      rule: 'element/missing-file',
      severity,
      path: [],
      on: 'value',
      tokens: { type, app: source.component.app },
      suggestions: [],
      range,
    },
  };
}
