import { componentPath } from '../../../src/metadata/componentPath.js';
import { componentToXml } from '../../../src/metadata/componentToXml.js';
import type { Component } from '../../../src/metadata/component.js';
import { specToComponents, type Purpose } from '../../../src/metadata/specToComponents.js';
import { completeSpec } from '../../../src/spec/completeSpec.js';
import { checkYaml } from '../spec/checkYaml.js';

/** How a spec is written; by default for API 66, with no file beside it. */
export type WriteOptions = {
  readonly apiVersion?: number;
  readonly set?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, Uint8Array>>;
  readonly purpose?: Purpose;
};

/** The components of a spec without errors. */
export function writtenComponents(yaml: string, options: WriteOptions = {}): readonly Component[] {
  const apiVersion = options.apiVersion ?? 66;
  const { spec, all } = checkYaml(yaml, { apiVersion, set: options.set ?? {} });
  const errors = all.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`The spec has errors: ${JSON.stringify(errors)}`);
  return specToComponents(
    completeSpec(spec),
    { apiVersion, fileContent: (path) => options.files?.[path] },
    options.purpose,
  );
}

/** The XML files of a spec by their path in source format. */
export function writtenFiles(yaml: string, options: WriteOptions = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    writtenComponents(yaml, options).map((component) => [
      componentPath(component, 'source'),
      componentToXml(component),
    ]),
  );
}

/** The lines between root tags of the one file whose path holds a text, without indentation of the first level. */
export function linesOf(yaml: string, part: string, options: WriteOptions = {}): readonly string[] {
  const found = Object.entries(writtenFiles(yaml, options)).filter(([path]) => path.includes(part));
  if (found.length !== 1) throw new Error(`${found.length} files have "${part}" in their path.`);
  const lines = (found[0]?.[1] ?? '').trimEnd().split('\n');
  return lines.slice(2, -1).map((line) => line.replace(/^ {4}/, ''));
}
