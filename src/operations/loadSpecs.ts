import { dirname, resolve } from 'node:path';
import { rows } from '../catalog/rows.js';
import type { Spec } from '../catalog/spec.js';
import { OutsideProject, type NamedBy } from '../files/readNamedFile.js';
import type { SpecInput } from '../files/readSpecInputs.js';
import type { RuleProfile } from '../rules/rule.js';
import { lintSpec } from '../rules/lintSpec.js';
import { secretFindings } from '../rules/secretRules.js';
import type { CheckedSpec } from '../spec/checkedSpec.js';
import type { ApiVersion } from '../spec/apiVersion.js';
import { checkSpec } from '../spec/checkSpec.js';
import { completeSpec } from '../spec/completeSpec.js';
import { pathText, valueAt, type Finding } from '../source/finding.js';
import { parseSource } from '../source/parseSource.js';
import type { SourceDocument } from '../source/sourceDocument.js';
import { substituteVariables } from '../source/substituteVariables.js';
import type { VariableSources } from '../source/variables.js';

/** A spec file on its way: as far as its faults let it come. */
export type LoadedSpec = {
  readonly file: string;
  readonly text: string;
  readonly document?: SourceDocument;
  readonly checked?: CheckedSpec;
  /** The spec with all defaults. */
  readonly completed?: Spec;
  /** Bytes of the files that the spec names, by the path in the spec. */
  readonly attachments: ReadonlyMap<string, Uint8Array>;
  readonly findings: readonly Finding[];
};

/** What loading needs: the files, values for variables, the target API version and a way to read files. */
export type LoadRequest = {
  readonly inputs: readonly SpecInput[];
  readonly sources: VariableSources;
  readonly apiVersion: ApiVersion;
  /** `note` while only validating. */
  readonly missingVariables: 'error' | 'note';
  /** Which rules judge the specs, on which day; `creating` when a deploy is about to create the apps. */
  readonly lint: {
    readonly profile?: RuleProfile;
    readonly today: Date;
    readonly creating?: boolean;
    readonly ignoreWaivers?: boolean;
  };
  /** The bytes of a file that a spec names, or undefined when there is none. Throws for one that may not be read. */
  readonly readFile: (path: string, by: NamedBy) => Promise<Uint8Array | undefined>;
};

/** Parses, substitutes, checks and completes every spec; all findings of all specs are collected. */
export async function loadSpecs(request: LoadRequest): Promise<readonly LoadedSpec[]> {
  const loaded = await Promise.all(request.inputs.map(async (input) => loadSpec(input, request)));
  return withDuplicateNames(loaded);
}

async function loadSpec({ file, path, text }: SpecInput, request: LoadRequest): Promise<LoadedSpec> {
  const parsed = parseSource(file, text);
  if (parsed.document === undefined)
    return { file, text, attachments: new Map(), findings: [...parsed.findings, ...secretFindings(text)] };
  const { document, findings } = substituteVariables(parsed.document, request.sources, request.missingVariables);
  const checked = checkSpec(document, request.apiVersion);
  const completed = completeSpec(checked.spec);
  const { attachments, missing } = await readAttachments(checked, path, request.readFile);
  return {
    file,
    text: parsed.document.text,
    document,
    checked,
    completed,
    attachments,
    findings: [
      ...findings,
      ...checked.findings,
      ...missing,
      ...lintSpec(checked, { ...request.lint, files: attachments, completed }),
    ],
  };
}

const attachmentKeys = rows
  .filter(({ codec }) => codec.kind === 'certificate' || codec.kind === 'secretFile')
  .map(({ key }) => key.split('.'));

async function readAttachments(
  { spec, document }: CheckedSpec,
  specPath: string,
  readFile: LoadRequest['readFile'],
): Promise<{ readonly attachments: ReadonlyMap<string, Uint8Array>; readonly missing: readonly Finding[] }> {
  const attachments = new Map<string, Uint8Array>();
  const missing: Finding[] = [];
  for (const path of attachmentKeys) {
    const named = valueAt(spec, path);
    const substitution = document.substitutions.get(pathText(path));
    // The value of a secret variable is the secret itself, not the path of a file.
    if (typeof named !== 'string' || substitution?.secret === true || substitution?.resolved === false) continue;
    const say = (rule: string, tokens: Finding['tokens'] = {}): void => {
      missing.push({
        rule,
        severity: 'error',
        path,
        on: 'value',
        tokens: { found: named, ...tokens },
        suggestions: [],
      });
    };
    try {
      const bytes = await readFile(resolve(dirname(specPath), named), {
        spec: specPath,
        isGiven: substitution?.given === true,
      });
      if (bytes === undefined) say('file/not-found');
      else attachments.set(named, bytes);
    } catch (error) {
      if (error instanceof OutsideProject)
        say('file/outside-project', { project: error.project.replaceAll('\\', '/') });
      else say('file/unreadable', { why: error instanceof Error ? error.message : String(error) });
    }
  }
  return { attachments, missing };
}

/** Two specs of one run with the same name, case ignored, are an error at the second. */
function withDuplicateNames(specs: readonly LoadedSpec[]): readonly LoadedSpec[] {
  const first = new Map<string, string>();
  return specs.map((spec) => {
    const name = spec.checked?.spec.name ?? '';
    const other = first.get(name.toLowerCase());
    if (name === '') return spec;
    if (other === undefined) {
      first.set(name.toLowerCase(), spec.file);
      return spec;
    }
    const finding: Finding = {
      rule: 'spec/duplicate-name',
      severity: 'error',
      path: ['name'],
      on: 'value',
      tokens: { found: name, other },
      suggestions: [],
    };
    return { ...spec, findings: [...spec.findings, finding] };
  });
}
