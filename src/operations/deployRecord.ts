import { rows, rowsOfType, type CatalogRow } from '../catalog/rows.js';
import type { Spec } from '../catalog/spec.js';
import type { Component } from '../metadata/component.js';
import type { Transport } from '../org/metadataOrg.js';
import type { AppPlan, PlanWarning } from '../plan/appPlan.js';
import type { PreparedApp } from './prepareApp.js';

/** What has to be known of an app to report on its deploy, also in another run of the program. Holds no secret. */
export type RecordedApp = {
  readonly name: string;
  readonly spec: string;
  readonly action: AppPlan['action'];
  readonly deployed: boolean;
  readonly completed: Spec;
  readonly writtenKeys: readonly string[];
  readonly sent: readonly Component[];
  readonly withheld: readonly Component[];
  /** What of the plan is dangerous. */
  readonly warnings: readonly PlanWarning[];
  /** Values that the platform is known to keep, for a run that changes nothing. */
  readonly expectedLocks: readonly { readonly key: string; readonly wanted: unknown }[];
};

/** A deploy job with what `resume` and `report` need. It is kept in the state folder of the CLI. */
export type DeployRecord = {
  readonly jobId: string;
  readonly username: string;
  readonly orgId: string;
  readonly transport?: Transport;
  readonly apiVersion: number;
  readonly checkOnly: boolean;
  readonly startedAt: number;
  /** What `--values` and `--spec` named, because the commands of the next steps need it as well. */
  readonly values?: readonly string[];
  readonly patterns?: readonly string[];
  readonly apps: readonly RecordedApp[];
};

/** An app without its secrets: what the platform never gives back has no part in the comparison afterwards. */
export function recordApp(app: PreparedApp): RecordedApp {
  const { spec, completed, plan, sent, withheld, deploys } = app;
  const hidden = rows.filter((row) => isHidden(row, spec.document?.substitutions ?? new Map()));
  // Defaults of variables may be secrets, and waivers have no part in a deploy.
  const keys = new Set([...hidden.map(({ key }) => key), 'variables', 'lint']);
  return {
    name: completed.name,
    spec: spec.file,
    action: plan.action,
    deployed: deploys,
    completed: withoutKeys(completed, keys) as Spec,
    writtenKeys: [...(spec.checked?.writtenKeys ?? [])],
    sent: sent.map((component) => withoutElements(component, hidden)),
    withheld: withheld.map((component) => withoutElements(component, hidden)),
    warnings: plan.warnings.filter(({ key }) => !keys.has(key)),
    expectedLocks: plan.changes
      .filter(({ kind, key }) => kind === 'locked' && !keys.has(key))
      .map(({ key, after }) => ({ key, wanted: after })),
  };
}

type Substitutions = ReadonlyMap<string, { readonly secret: boolean }>;

function isHidden(row: CatalogRow, substitutions: Substitutions): boolean {
  if (row.secret === true || row.write === 'onCreate') return true;
  return [...substitutions].some(
    ([path, { secret }]) =>
      secret && (path === row.key || path.startsWith(`${row.key}.`) || path.startsWith(`${row.key}[`)),
  );
}

function withoutKeys(value: unknown, keys: ReadonlySet<string>, path = ''): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const key = path === '' ? name : `${path}.${name}`;
      return keys.has(key) || smellsOfSecret(key) ? [] : [[name, withoutKeys(one, keys, key)]];
    }),
  );
}

/** Elements under `metadata.extra` are not in the catalogue, so only their names tell. */
function smellsOfSecret(key: string): boolean {
  return key.startsWith('metadata.extra.') && /secret|password|private|credential/i.test(key);
}

function withoutElements(component: Component, hidden: readonly CatalogRow[]): Component {
  const known = new Set(
    rowsOfType(component.type).flatMap(({ elements }) => elements.map((path) => path.split('.')[0] ?? '')),
  );
  const names = new Set(hidden.filter(({ type }) => type.name === component.type).flatMap(({ elements }) => elements));
  const elements = component.elements.flatMap((element) => {
    const { name, content } = element;
    if (names.has(name) || (!known.has(name) && smellsOfSecret(`metadata.extra.${name}`))) return [];
    if (typeof content === 'string') return [element];
    return [{ ...element, content: content.filter((child) => !names.has(`${name}.${child.name}`)) }];
  });
  return { ...component, elements };
}
