import { createHash } from 'node:crypto';
import { dirname, join, posix } from 'node:path';
import { certificateBody } from '../catalog/codecs/certificateFile.js';
import type { Spec } from '../catalog/spec.js';
import type { FileToWrite } from '../files/writeFiles.js';
import { setAt } from '../metadata/fillIn.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { Finding } from '../source/finding.js';
import { valueAt } from '../source/finding.js';
import { printSource } from '../source/printSource.js';
import type { ExistingSpec } from './existingSpecs.js';
import type { SpecToPlace } from './specToPlace.js';
import { updateSpec } from './updateSpec.js';

/** Where specs go. */
export type Shelf = {
  /** The folder for new specs, as the user named it. */
  readonly outputDir: string;
  readonly force: boolean;
  /** The specs that lie there. */
  readonly existing: readonly ExistingSpec[];
  /** What becomes of a spec that is there: it is brought up to date, or it is in the way. */
  readonly whenThere: 'update' | 'refuse';
  readonly readFile: (path: string) => Promise<Uint8Array | undefined>;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** A spec with its place, what has to be written for it, and what there is to say. */
export type PlacedSpec = {
  readonly path: string;
  readonly state: 'created' | 'changed' | 'unchanged' | 'refused';
  readonly writes: readonly FileToWrite[];
  readonly findings: readonly FileFinding[];
};

/** Finds the place of a spec, and the text that it has there; never takes the place of another file without `force`. */
export async function placeSpec(item: SpecToPlace, shelf: Shelf): Promise<PlacedSpec> {
  const { name } = item.spec;
  const own = shelf.existing.find((one) => one.name === name);
  const path = own?.file ?? posix.join(shelf.outputDir.replaceAll('\\', '/'), `${name}.eca.yaml`);
  const refuse = (rule: string, tokens: Finding['tokens']): PlacedSpec => ({
    path,
    state: 'refused',
    writes: [],
    findings: [{ file: path, finding: finding(rule, 'error', tokens) }],
  });
  const near = shelf.existing.find((one) => one !== own && one.name?.toLowerCase() === name.toLowerCase());
  if (near !== undefined) return refuse('import/spec-name-case', { name, other: near.name ?? '', path: near.file });
  const there = own?.text ?? (await textAt(path, shelf));
  if (there !== undefined && !shelf.force) {
    if (shelf.whenThere === 'refuse') return refuse('import/migrated-before', { path });
    if (own === undefined) return refuse('import/spec-exists', { path, name });
  }
  const { spec, writes } = await placeCertificates(item, dirname(path), own, shelf);
  const updated = own !== undefined && !shelf.force ? updateSpec(own, { ...item, spec }, shelf.environment) : undefined;
  if (updated !== undefined && 'broken' in updated) return refuse('import/not-updated', {});
  const text = updated?.text ?? print({ ...item, spec });
  const state = there === undefined ? 'created' : text === there && writes.length === 0 ? 'unchanged' : 'changed';
  return {
    path,
    state,
    writes: [...(text === there ? [] : [{ path, text }]), ...writes],
    findings: updated?.findings ?? [],
  };
}

function print({ spec, placeholders, comments }: SpecToPlace): string {
  const names = new Map([...placeholders].map(([path, { name }]) => [path, name]));
  return printSource(spec, { placeholders: names, comments });
}

async function textAt(path: string, { readFile }: Shelf): Promise<string | undefined> {
  const bytes = await readFile(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** Keeps the path of a certificate that the spec names already; a file of that name that holds another certificate is not overwritten. */
async function placeCertificates(
  { spec, certificates }: SpecToPlace,
  folder: string,
  own: ExistingSpec | undefined,
  shelf: Shelf,
): Promise<{ readonly spec: Spec; readonly writes: readonly FileToWrite[] }> {
  const placed = structuredClone(spec) as Record<string, unknown>;
  const writes: FileToWrite[] = [];
  for (const [wanted, body] of certificates) {
    const named = valueAt(own?.value, ['flows', 'jwtBearer', 'certificate']);
    const before = shelf.force || typeof named !== 'string' || named.includes('${') ? undefined : named;
    const free = shelf.force ? wanted : await freeName(wanted, body, folder, shelf);
    const isSame = before !== undefined && (await bodyAt(join(folder, before), shelf)) === body;
    const path = isSame ? before : free;
    setAt(placed, 'flows.jwtBearer.certificate', path);
    if ((await bodyAt(join(folder, path), shelf)) !== body)
      writes.push({ path: posix.join(folder.replaceAll('\\', '/'), path), text: pem(body) });
  }
  return { spec: placed as Spec, writes };
}

async function freeName(wanted: string, body: string, folder: string, shelf: Shelf): Promise<string> {
  const there = await shelf.readFile(join(folder, wanted));
  if (there === undefined || (await bodyAt(join(folder, wanted), shelf)) === body) return wanted;
  const fingerprint = createHash('sha256').update(Buffer.from(body, 'base64')).digest('hex').slice(0, 8);
  return wanted.replace(/\.crt$/, `-${fingerprint}.crt`);
}

async function bodyAt(path: string, { readFile }: Shelf): Promise<string | undefined> {
  const bytes = await readFile(path);
  if (bytes === undefined) return undefined;
  return (
    certificateBody(new TextDecoder('latin1').decode(bytes)) ?? certificateBody(Buffer.from(bytes).toString('base64'))
  );
}

function pem(body: string): string {
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
}

function finding(rule: string, severity: Finding['severity'], tokens: Finding['tokens']): Finding {
  return { rule, severity, path: [], on: 'value', tokens, suggestions: [] };
}
