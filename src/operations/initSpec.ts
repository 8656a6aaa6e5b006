import { join } from 'node:path/posix';
import type { FileToWrite } from '../files/writeFiles.js';
import type { FileFinding } from '../source/fileFinding.js';
import { nearestWords } from '../source/nearestWords.js';
import { schemaToWrite, type SchemaFile } from './schemaToWrite.js';
import { draftSpec, undeclaredValues, type SpecChoices } from './draftSpec.js';
import type { Template, TemplateVariable } from './listTemplates.js';

/** What becomes a new spec. */
export type InitRequest = SpecChoices & {
  readonly template: Template;
  /** The folder of the spec, as the user wrote it. */
  readonly folder: string;
  readonly force: boolean;
  /** The schema of this plugin, to lie beside the spec. */
  readonly schema: SchemaFile;
};

/** The disk, as far as `initSpec` needs it. */
export type InitDisk = {
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  readonly write: (files: readonly FileToWrite[]) => Promise<void>;
};

/** The files that were written, or why none was. */
export type InitOutcome =
  | {
      readonly outcome: 'written';
      readonly files: readonly string[];
      readonly spec: string;
      readonly openVariables: readonly TemplateVariable[];
      /** Set when a schema file that is not of this version was left as it is. */
      readonly keptSchema?: { readonly path: string; readonly version?: string };
    }
  | {
      readonly outcome: 'undeclared';
      readonly names: readonly { readonly name: string; readonly nearest: readonly string[] }[];
    }
  | { readonly outcome: 'invalid'; readonly findings: readonly FileFinding[] }
  | { readonly outcome: 'exists'; readonly path: string }
  | { readonly outcome: 'unwritable'; readonly path: string; readonly reason: string };

/** Writes a spec made of a template, and the schema beside it; nothing is written unless the spec has no errors. */
export async function initSpec(request: InitRequest, disk: InitDisk): Promise<InitOutcome> {
  const { template, values, folder, force } = request;
  const undeclared = undeclaredValues(template, values);
  if (undeclared.length > 0) {
    const declared = template.variables.map(({ name }) => name);
    return {
      outcome: 'undeclared',
      names: undeclared.map((name) => ({ name, nearest: nearestWords(name, declared) })),
    };
  }
  const { name, text, findings, openVariables } = draftSpec(template, request);
  if (findings.length > 0) return { outcome: 'invalid', findings };
  const spec = join(folder, `${name}.eca.yaml`);
  try {
    if (!force && (await disk.read(spec)) !== undefined) return { outcome: 'exists', path: spec };
    const schema = await schemaToWrite(folder, force, request.schema, disk.read);
    const files = [{ path: spec, text }, ...(schema.file === undefined ? [] : [schema.file])];
    await disk.write(files);
    const { kept } = schema;
    return {
      outcome: 'written',
      files: files.map(({ path }) => path),
      spec,
      openVariables,
      ...(kept === undefined ? {} : { keptSchema: kept }),
    };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { outcome: 'unwritable', path: folder, reason: error.message };
  }
}
