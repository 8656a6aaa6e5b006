import { resolve } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import { readMetadataFiles, type MetadataFiles } from '../files/readMetadataFiles.js';
import type { SourceFile } from '../operations/importApps.js';
import type { FileFinding } from '../source/fileFinding.js';
import { apiVersionOf } from './apiVersionOf.js';
import { readProject, type ProjectSettings } from './readProject.js';
import { withTargetOrg } from './withTargetOrg.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.import');

/** Where the metadata of a command line lies. */
export type MetadataSource = {
  readonly 'target-org'?: string | undefined;
  readonly 'source-dir'?: readonly string[] | undefined;
  readonly 'api-version'?: string | undefined;
};

/** What a command wants to read. */
export type WantedMetadata = {
  readonly isWanted: (path: string) => boolean;
  /** Types to retrieve, each with the first API version that knows it. */
  readonly types: readonly { readonly name: string; readonly since: number }[];
};

/** What was read: the files, those that could not be, and in words where they are from. */
export type OpenedMetadata = {
  readonly files: readonly SourceFile[];
  readonly refused: readonly FileFinding[];
  readonly from: string;
};

/** The metadata files that a command line means. Throws SfError when the place is none. */
export async function openMetadata(source: MetadataSource, wanted: WantedMetadata): Promise<OpenedMetadata> {
  const project = await readProject();
  // A wrong flag is told before anything is asked; files need no version.
  if (source['api-version'] !== undefined) await apiVersionOf(source, project, undefined);
  if (source['target-org'] !== undefined)
    return withTargetOrg(source['target-org'], async ({ org, apiVersion }) => {
      const { number } = await apiVersionOf(source, project, apiVersion);
      const members = wanted.types
        .filter(({ since }) => since <= number)
        .map(({ name }) => ({ type: name, fullName: '*' }));
      const files = await org.retrieveFiles(members, number);
      return {
        files: files.filter(({ path }) => wanted.isWanted(path)).map(({ path, text }) => ({ file: path, text })),
        refused: [],
        from: org.identity.username,
      };
    });
  const folders = source['source-dir'] ?? packageFolders(project);
  const read = await Promise.all(folders.map(async (path) => filesOf(path, wanted)));
  const once = <One extends { readonly file: string }>(all: readonly One[]): readonly One[] => [
    ...new Map(all.map((one) => [one.file, one])).values(),
  ];
  return {
    files: once(read.flatMap(({ files }) => files)),
    refused: once(read.flatMap(({ refusedFiles }) => refusedFiles)),
    from: folders.join(', '),
  };
}

function packageFolders({ packages }: ProjectSettings): readonly string[] {
  if (packages.length === 0) throw messages.createError('error.noSource');
  return packages;
}

const zipErrors = {
  unreadable: 'error.unreadable',
  'not-a-zip': 'error.noZip',
  'leaves-the-folder': 'error.zipEscapes',
  link: 'error.zipLink',
  'too-large': 'error.zipTooLarge',
} as const;

async function filesOf(
  path: string,
  { isWanted }: WantedMetadata,
): Promise<Extract<MetadataFiles, { files: unknown }>> {
  const read = await readMetadataFiles(resolve(path), isWanted, process.cwd());
  if ('files' in read) return read;
  if (read.refused === 'missing') throw messages.createError('error.noFolder', [path]);
  throw messages.createError(zipErrors[read.refused], [path, read.entry]);
}
