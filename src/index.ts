export type { Spec } from './catalog/spec.js';
export type { Finding, KeyPath, Range, Severity } from './source/finding.js';
export { parseSource } from './source/parseSource.js';
export { substituteVariables } from './source/substituteVariables.js';
export { checkSpec } from './spec/checkSpec.js';
export { completeSpec } from './spec/completeSpec.js';
export type { Component } from './metadata/component.js';
export { specToComponents } from './metadata/specToComponents.js';
export { componentToXml } from './metadata/componentToXml.js';
