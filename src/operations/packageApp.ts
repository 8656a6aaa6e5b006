import type { Spec } from '../catalog/spec.js';
import type { Component } from '../metadata/component.js';
import { packageParts } from '../metadata/packageParts.js';
import { sameApp } from '../metadata/sameApp.js';
import type { Finding } from '../source/finding.js';

/** The components of an app for a package, and what there is to say about the rest; none for an app that is not packaged. */
export type PackagedApp = {
  readonly components: readonly Component[];
  readonly findings: readonly Finding[];
};

/** Limits an app to what a second-generation package takes; an app with local distribution is an error. */
export function packageApp(spec: Spec, desired: readonly Component[], existing: readonly Component[]): PackagedApp {
  if (spec.distribution !== 'packaged')
    return { components: [], findings: [finding('generate/local-app', 'error', ['distribution'], { app: spec.name })] };
  const own = existing.filter(({ app }) => sameApp(app, spec.name));
  const { components, left, kept, missing } = packageParts(desired, own);
  const types = [...new Set(left.map(({ type }) => type))].join(', ');
  return {
    components,
    findings: [
      ...missing.map((link) =>
        finding('generate/missing-owner-link', 'warning', ['metadata', 'extra', link.type], {
          ...link,
          hint: link.element,
        }),
      ),
      ...kept.map((link) => finding('generate/kept-owner-link', 'note', ['metadata', 'extra', link.type], link)),
      ...(types === '' ? [] : [finding('generate/stays-in-org', 'note', ['distribution'], { types })]),
    ],
  };
}

function finding(
  rule: string,
  severity: Finding['severity'],
  path: Finding['path'],
  tokens: Finding['tokens'] = {},
): Finding {
  return { rule, severity, path, on: 'value', tokens, suggestions: [] };
}
