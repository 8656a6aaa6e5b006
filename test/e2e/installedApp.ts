import { deployPackage } from '../fakeOrg/deploy/deployPackage.js';
import type { FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { componentPath } from '../../src/metadata/componentPath.js';
import { componentToXml } from '../../src/metadata/componentToXml.js';
import { manifest } from '../../src/metadata/manifest.js';
import { specToComponents } from '../../src/metadata/specToComponents.js';
import { parseSource } from '../../src/source/parseSource.js';
import { checkSpec } from '../../src/spec/checkSpec.js';
import { completeSpec } from '../../src/spec/completeSpec.js';

/** Deploys the app of a spec into the org at API 67, past the network and past this plugin's commands; throws what the org has against it. */
export function installApp(org: FakeOrg, yaml: string, attachments: Readonly<Record<string, Uint8Array>> = {}): void {
  const { document } = parseSource('app.eca.yaml', yaml);
  if (document === undefined) throw new Error('The spec of the test is no YAML.');
  const spec = completeSpec(checkSpec(document, { number: 67, origin: 'the test' }).spec);
  const components = specToComponents(spec, { apiVersion: 67, fileContent: (path) => attachments[path] }, 'created');
  const files = new Map([
    ['package.xml', manifest(components, 67)],
    ...components.map((component) => [componentPath(component, 'metadata'), componentToXml(component)] as const),
  ]);
  const options = {
    allowMissingFiles: false,
    checkOnly: false,
    ignoreWarnings: false,
    purgeOnDelete: false,
    rollbackOnError: true,
    singlePackage: true,
    testLevel: 'NoTestRun',
  };
  const { status, messages } = deployPackage(org.state, files, options, org.username);
  if (status !== 'Succeeded') throw new Error(JSON.stringify(messages.filter(({ success }) => !success)));
}
