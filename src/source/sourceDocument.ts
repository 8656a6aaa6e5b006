import type { KeyPath, Range } from './finding.js';

/** How a scalar got its text from a variable. */
export type Substitution = {
  /** The variables in the scalar, in their order. */
  readonly variables: readonly string[];
  /** True when the scalar is one variable and nothing else, so that it may stand for a boolean or a number. */
  readonly whole: boolean;
  readonly secret: boolean;
  /** Where the values came from, such as `--set` or `environment variable ECA_RUN_AS_USER`. */
  readonly origin: string;
  /** True when the whole scalar is from outside the spec: one variable whose value is not the default that the spec has. */
  readonly given: boolean;
  /** False when a variable has no value; checks of the scalar are then skipped. */
  readonly resolved: boolean;
};

/** A parsed document: plain values, and the way back from a key path to its place in the text. */
export type SourceDocument = {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** By `pathText` of the scalar; empty before `substituteVariables`. */
  readonly substitutions: ReadonlyMap<string, Substitution>;
  readonly locate: (path: KeyPath, on: 'key' | 'value') => Range;
};
