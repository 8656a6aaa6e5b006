import type { Spec } from '../catalog/spec.js';
import type { Finding, KeyPath } from '../source/finding.js';
import type { SourceDocument } from '../source/sourceDocument.js';

/** What the shape check makes of a document: everything that is legal in it, and what is not. */
export type CheckedSpec = {
  readonly document: SourceDocument;
  /** The spec without empty lists and maps and without what a finding of severity error speaks of. */
  readonly spec: Spec;
  /** Dotted keys of the catalogue that the user wrote with a value. */
  readonly writtenKeys: ReadonlySet<string>;
  /** Places whose value is unknown: refused by the shape check, or a variable without a value. Rules say nothing about them. */
  readonly unknown: readonly KeyPath[];
  readonly findings: readonly Finding[];
};
