import { posix } from 'node:path';
import { newestApiVersion } from '../catalog/apiVersions.js';
import type { TypeName } from '../catalog/metadataType.js';
import { typeByName } from '../catalog/metadataTypes.js';
import { rowByKey } from '../catalog/rows.js';
import type { ReadComponents } from '../files/readComponents.js';
import { checkApp } from '../metadata/checkApp.js';
import { checkComponent } from '../metadata/checkComponent.js';
import { componentsToSpec, type ImportedApp } from '../metadata/componentsToSpec.js';
import { draftDocument } from '../metadata/draftDocument.js';
import { groupApps, type AppGroup } from '../metadata/groupApps.js';
import type { ElementPlace, SourceComponent } from '../metadata/sourceComponent.js';
import { typeOfFile } from '../metadata/xmlToComponent.js';
import { lintSpec } from '../rules/lintSpec.js';
import type { RuleProfile } from '../rules/rule.js';
import { secretFindings } from '../rules/secretRules.js';
import type { FileFinding } from '../source/fileFinding.js';
import { pathText, type Finding } from '../source/finding.js';
import type { ApiVersion } from '../spec/apiVersion.js';
import { checkSpec } from '../spec/checkSpec.js';

/** The metadata files to judge; `shown` gives the path that messages show. */
export type ComponentsRequest = {
  readonly read: ReadComponents;
  readonly shown: (path: string) => string;
  readonly apiVersion: ApiVersion;
  readonly lint: { readonly profile?: RuleProfile; readonly today: Date };
};

/** Judges metadata files by the catalogue and, app by app, by the rules for specs; places are those of the elements. */
export function validateComponents({ read, shown, apiVersion, lint }: ComponentsRequest): readonly FileFinding[] {
  const refused = read.refused.map(({ path, finding }): FileFinding => ({ file: shown(path), finding }));
  const sources = read.components.map(({ path, component, text, placed }): SourceComponent => ({
    component,
    file: shown(path),
    text,
    placed,
  }));
  const named = sources.filter(({ component }) => component.app !== '');
  // Each package folder is deployed by itself, so the same app may be in several.
  const groups = [...new Set(named.map(packageFolder))].map((folder) =>
    groupApps(named.filter((source) => packageFolder(source) === folder).map((source) => ({ source }))),
  );
  const headers = sources.filter(({ component }) => component.type === 'ExternalClientApplication');
  const names = headers.map(({ component }) => component.fullName);
  // What a file that cannot be read holds may be what others miss.
  const unread = read.refused.map(({ path }) => typeOfFile(path)?.name);
  const isKnown = ({ finding: { rule, tokens } }: FileFinding): boolean =>
    !(rule === 'element/missing-file' && unread.includes(tokens.type as TypeName)) &&
    !(rule === 'element/unknown-app' && unread.includes('ExternalClientApplication'));
  return [
    ...refused,
    ...groups.flatMap((group) => group.refused),
    ...sources.flatMap((source) =>
      [...checkComponent(source, apiVersion), ...secretFindings(source.text ?? '')].map((finding) =>
        at(source, finding),
      ),
    ),
    ...groups
      .flatMap(({ apps }) => apps)
      .flatMap((app) => appFindings(app, names, lint))
      .filter(isKnown),
  ];
}

/** The folder above the folder of the type, or that of the file when it lies elsewhere. */
function packageFolder({ component, file }: SourceComponent): string {
  const folder = posix.dirname(file);
  return posix.basename(folder) === typeByName(component.type).folder ? posix.dirname(folder) : folder;
}

function appFindings(
  app: AppGroup,
  headers: readonly string[],
  lint: ComponentsRequest['lint'],
): readonly FileFinding[] {
  const files = checkApp(app.sources, headers).map(({ source, finding }) => at(source, finding));
  const imported = componentsToSpec(app.name, app.sources);
  const checked = checkSpec(draftDocument(imported.spec, imported.placeholders), {
    number: newestApiVersion,
    origin: '',
  });
  const writtenKeys = new Set([...checked.writtenKeys, ...imported.kept.map(({ key }) => key)]);
  const certificates = new Map(
    [...imported.certificates].map(([path, base64]) => [path, Buffer.from(base64, 'base64')]),
  );
  const rules = lintSpec({ ...checked, writtenKeys }, { ...lint, files: certificates });
  return [...files, ...rules.map((finding) => inFile(finding, imported, app.sources))];
}

/** Puts a finding about a key at the element that says it, or else at the file in which it is missing. */
function inFile(
  finding: Finding,
  { kept, certificates }: ImportedApp,
  sources: readonly SourceComponent[],
): FileFinding {
  const keys = finding.path.map((_, depth) => pathText(finding.path.slice(0, finding.path.length - depth)));
  const place = keys.flatMap((key) => kept.filter((one) => one.key === key)).find(({ range }) => range !== undefined);
  const home = sources.find(({ component }) => component.type === rowByKey(keys[0] ?? '')?.type.name) ?? sources[0];
  const { file, range }: ElementPlace = place ?? { file: home?.file ?? '' };
  const tokens = certificates.has(finding.tokens.path ?? '')
    ? { ...finding.tokens, path: posix.basename(file) }
    : finding.tokens;
  return at(sources.find((source) => source.file === file) ?? { file }, {
    ...finding,
    tokens,
    ...(range === undefined ? {} : { range }),
  });
}

function at({ file, text }: Pick<SourceComponent, 'file' | 'text'>, finding: Finding): FileFinding {
  return { file, finding, ...(text === undefined ? {} : { text }) };
}
