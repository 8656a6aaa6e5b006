import JSZip from 'jszip';
import { child, childrenNamed, childText, isXmlProblem, readXml } from '../xml/readXml.js';

/** The files of a package by path, below the folder that holds package.xml. */
export type PackageFiles = ReadonlyMap<string, string>;

/** A manifest: `*` in a list of members stands for all of that type. */
export type Manifest = {
  readonly version: number | undefined;
  readonly types: readonly { readonly name: string; readonly members: readonly string[] }[];
};

/** Unpacks a zip; a single top folder around package.xml is taken off. An unreadable zip is an empty package. */
export async function openPackage(zip: Buffer): Promise<PackageFiles> {
  const archive = await JSZip.loadAsync(zip).catch(() => new JSZip());
  const files = new Map<string, string>();
  for (const file of Object.values(archive.files)) {
    if (!file.dir) files.set(file.name, await file.async('string'));
  }
  const manifest = [...files.keys()].find((path) => /^([^/]+\/)?package\.xml$/.test(path));
  const folder = manifest?.slice(0, -'package.xml'.length) ?? '';
  return new Map(
    [...files].flatMap(([path, text]) => (path.startsWith(folder) ? [[path.slice(folder.length), text]] : [])),
  );
}

/** Packs files. */
export async function closePackage(files: PackageFiles): Promise<Buffer> {
  const archive = new JSZip();
  for (const [path, text] of files) archive.file(path, text);
  return archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** Reads package.xml or a destructive manifest; undefined when the file is not there or no XML. */
export function readManifest(files: PackageFiles, path: string): Manifest | undefined {
  const text = files.get(path);
  const root = text === undefined ? undefined : readXml(text);
  if (root === undefined || isXmlProblem(root)) return undefined;
  const version = childText(root, 'version');
  return {
    version: version === undefined ? undefined : Number.parseInt(version, 10),
    types: childrenNamed(root, 'types').map((type) => ({
      name: child(type, 'name')?.text.trim() ?? '',
      members: childrenNamed(type, 'members').map((member) => member.text.trim()),
    })),
  };
}
