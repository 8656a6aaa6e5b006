/**
 * The pure core as a library: reads a spec, checks it, and turns it into metadata, without disk, network or anything of the Salesforce CLI.
 *
 * `parseSource` → `substituteVariables` → `checkSpec` → `lintSpec` → `completeSpec` → `specToComponents` → `componentToXml`
 */
export { rows } from './catalog/rows.js';
export { scopes } from './catalog/scopes.js';
export type { Spec } from './catalog/spec.js';
export type { Component } from './metadata/component.js';
export { componentPath } from './metadata/componentPath.js';
export { componentToXml } from './metadata/componentToXml.js';
export { manifest } from './metadata/manifest.js';
export { specToComponents } from './metadata/specToComponents.js';
export { xmlToComponent } from './metadata/xmlToComponent.js';
export { planChanges } from './plan/planChanges.js';
export { lintSpec } from './rules/lintSpec.js';
export { rules } from './rules/rules.js';
export type { Finding, KeyPath, Range, Severity } from './source/finding.js';
export { parseSource } from './source/parseSource.js';
export type { SourceDocument } from './source/sourceDocument.js';
export { substituteVariables } from './source/substituteVariables.js';
export type { CheckedSpec } from './spec/checkedSpec.js';
export { checkSpec } from './spec/checkSpec.js';
export { completeSpec } from './spec/completeSpec.js';
export { jsonSchema } from './spec/jsonSchema.js';
