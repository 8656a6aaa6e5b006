import type { OrgState } from '../orgState.js';
import { componentsOfType } from './componentStore.js';
import { readManifest, type Manifest, type PackageFiles } from './packageZip.js';
import { packageFolders, type PackageFolder } from './plainTypes.js';

/** One thing that a package wants to be done. */
export type PackageEntry = {
  readonly action: 'deploy' | 'delete' | 'deleteAfter' | 'refuse';
  readonly type: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly text: string;
  readonly problem: string;
};

const DESTRUCTIVE = [
  ['destructiveChangesPre.xml', 'delete'],
  ['destructiveChanges.xml', 'delete'],
  ['destructiveChangesPost.xml', 'deleteAfter'],
] as const;

/**
 * Lays the files of a package beside its manifests.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy_deleting_files.htm
 */
export function listPackage(
  state: OrgState,
  files: PackageFiles,
  manifest: Manifest,
  allowMissingFiles: boolean,
): readonly PackageEntry[] {
  const version = manifest.version ?? state.settings.apiVersion;
  return [
    ...DESTRUCTIVE.flatMap(([path, action]) => deletions(files, path, action)),
    ...listedMembers(files, manifest, version, allowMissingFiles),
    ...unlistedFiles(files, manifest),
  ];
}

/** The full name of a file of a type, or undefined when the file belongs to another type. */
export function memberOf(folder: PackageFolder, path: string): string | undefined {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  if (parts.at(-2) !== folder.folder || !file.endsWith(`.${folder.suffix}`)) return undefined;
  return decodeURIComponent(file.slice(0, -folder.suffix.length - 1));
}

/** The members of a type that a manifest asks for, `*` standing for all that the org has. */
export function membersInOrg(state: OrgState, type: string, members: readonly string[]): readonly string[] {
  const all = componentsOfType(state.components, type).map(({ fullName }) => fullName);
  return [...new Set(members.flatMap((member) => (member === '*' ? all : [member])))];
}

function listedMembers(
  files: PackageFiles,
  manifest: Manifest,
  version: number,
  allowMissing: boolean,
): readonly PackageEntry[] {
  return manifest.types.flatMap(({ name, members }): readonly PackageEntry[] => {
    const folder = packageFolders.find(({ type, since }) => type === name && since <= version);
    if (folder === undefined)
      return [refusal(name, 'package.xml', 'package.xml', `Unknown type name '${name}' specified in package.xml`)];
    const present = [...files].flatMap(([fileName, text]) => {
      const fullName = memberOf(folder, fileName);
      return fullName === undefined
        ? []
        : [{ action: 'deploy' as const, type: name, fullName, fileName, text, problem: '' }];
    });
    if (members.includes('*')) return present;
    return members.flatMap((member): readonly PackageEntry[] => {
      const found = present.find(({ fullName }) => fullName === member);
      if (found !== undefined) return [found];
      const problem = `An object '${member}' of type ${name} was named in package.xml, but was not found in zipped directory`;
      return allowMissing ? [] : [refusal(name, member, `${folder.folder}/${member}.${folder.suffix}`, problem)];
    });
  });
}

function unlistedFiles(files: PackageFiles, manifest: Manifest): readonly PackageEntry[] {
  return [...files.keys()].flatMap((path): readonly PackageEntry[] => {
    if (path === 'package.xml' || DESTRUCTIVE.some(([name]) => name === path)) return [];
    const folder = packageFolders.find((candidate) => memberOf(candidate, path) !== undefined);
    const fullName = folder === undefined ? undefined : memberOf(folder, path);
    if (folder === undefined || fullName === undefined) return [refusal('', path, path, `Not in package.xml`)];
    const listed = manifest.types.some(
      ({ name, members }) => name === folder.type && (members.includes('*') || members.includes(fullName)),
    );
    return listed ? [] : [refusal(folder.type, fullName, path, 'Not in package.xml')];
  });
}

function deletions(files: PackageFiles, path: string, action: 'delete' | 'deleteAfter'): readonly PackageEntry[] {
  const manifest = readManifest(files, path);
  return (manifest?.types ?? []).flatMap(({ name, members }) =>
    members.map((fullName) =>
      fullName === '*'
        ? refusal(name, fullName, path, 'Wildcards are not allowed in destructive changes')
        : { action, type: name, fullName, fileName: path, text: '', problem: '' },
    ),
  );
}

function refusal(type: string, fullName: string, fileName: string, problem: string): PackageEntry {
  return { action: 'refuse', type, fullName, fileName, text: '', problem };
}
