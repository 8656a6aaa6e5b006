import { posix } from 'node:path';
import { apiNameIssue } from '../catalog/codecs/textFormats.js';
import { typeByName } from '../catalog/metadataTypes.js';
import type { FileFinding } from '../source/fileFinding.js';
import { memberKey } from './component.js';
import { legalApiName } from './legalApiName.js';
import type { Loss, SourceComponent } from './sourceComponent.js';
import type { AppFile } from './readAppFile.js';

/** The components of one app. */
export type AppGroup = {
  /** The name that its spec has. */
  readonly name: string;
  /** The name that its files have. */
  readonly found: string;
  readonly sources: readonly SourceComponent[];
  /** Components of types that no spec can describe. */
  readonly losses: readonly Loss[];
};

/** The apps among files, and files or apps that nobody can turn into specs. */
export type AppGroups = { readonly apps: readonly AppGroup[]; readonly refused: readonly FileFinding[] };

/**
 * Groups files by the app that they name, whatever the files are called; `ns__App` is `App` when exactly one header of the same folder fits.
 * Refuses apps that occur twice and apps whose names differ only in case, and names both places.
 */
export function groupApps(files: readonly AppFile[]): AppGroups {
  const sources = files.flatMap((file) => ('source' in file ? [file.source] : []));
  const headers = sources.filter(({ component }) => component.type === 'ExternalClientApplication');
  const groups = new Map<string, SourceComponent[]>();
  for (const source of sources) {
    const app = headerName(source, headers);
    groups.set(app, [...(groups.get(app) ?? []), source]);
  }
  const refused: FileFinding[] = files.flatMap((file) => ('refused' in file ? [file.refused] : []));
  const apps: AppGroup[] = [];
  for (const [found, members] of [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const name = apiNameIssue(found) === undefined ? found : legalApiName(found);
    const twice = repeatedMember(members) ?? sameButCase(name, members, apps);
    if (twice !== undefined) refused.push(twice);
    else
      apps.push({
        name,
        found,
        sources: members,
        losses: files.flatMap((file) => ('app' in file && file.app === found ? file.losses : [])),
      });
  }
  const orphans = files.flatMap((file) => ('app' in file && !groups.has(file.app) ? file.losses : []));
  const [first] = apps;
  if (orphans.length === 0) return { apps, refused };
  const alone = [...new Set(orphans.map(({ file }) => file))].map((file) => unreadableType(file, orphans));
  return { apps: first === undefined ? [] : apps, refused: [...refused, ...alone] };
}

function headerName({ component, file }: SourceComponent, headers: readonly SourceComponent[]): string {
  const { app } = component;
  const near = headers.filter((header) => packageFolder(header) === packageFolder({ component, file }));
  if (near.some((header) => header.component.app === app)) return app;
  const bare = /^[A-Za-z][A-Za-z0-9]{0,14}__(.+)$/.exec(app)?.[1];
  const fitting = near.filter((header) => header.component.app === bare);
  return fitting.length === 1 && bare !== undefined ? bare : app;
}

/** The folder above the folder of the type, or that of the file when it lies elsewhere. */
function packageFolder({ component, file }: Pick<SourceComponent, 'component' | 'file'>): string {
  const folder = posix.dirname(file.replaceAll('\\', '/'));
  return posix.basename(folder) === typeByName(component.type).folder ? posix.dirname(folder) : folder;
}

function repeatedMember(sources: readonly SourceComponent[]): FileFinding | undefined {
  const first = new Map<string, SourceComponent>();
  for (const source of sources) {
    const key = memberKey(source.component);
    const other = first.get(key);
    if (other !== undefined) {
      const rule = packageFolder(source) === packageFolder(other) ? 'xml/two-members' : 'xml/two-apps';
      return finding(rule, source, { app: source.component.app, type: source.component.type, other: other.file });
    }
    first.set(key, source);
  }
  return undefined;
}

function sameButCase(
  name: string,
  [source]: readonly SourceComponent[],
  apps: readonly AppGroup[],
): FileFinding | undefined {
  const other = apps.find((app) => app.name.toLowerCase() === name.toLowerCase());
  const at = other?.sources[0];
  return source === undefined || at === undefined
    ? undefined
    : finding('xml/names-differ-in-case', source, { app: name, otherApp: other?.name ?? '', other: at.file });
}

function unreadableType(file: string, losses: readonly Loss[]): FileFinding {
  const type = losses.find((loss) => loss.file === file)?.tokens?.type ?? '';
  return {
    file,
    finding: { rule: 'xml/other-type', severity: 'warning', path: [], on: 'value', tokens: { type }, suggestions: [] },
  };
}

function finding(rule: string, { file, text }: SourceComponent, tokens: Readonly<Record<string, string>>): FileFinding {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    file,
    finding: { rule, severity: 'error', path: [], on: 'value', tokens, suggestions: [], range },
    ...(text === undefined ? {} : { text }),
  };
}
