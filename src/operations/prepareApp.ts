import type { Spec } from '../catalog/spec.js';
import { adoptMembers } from '../metadata/adoptMembers.js';
import type { Component } from '../metadata/component.js';
import { specToComponents } from '../metadata/specToComponents.js';
import { needsDeploy, type AppPlan } from '../plan/appPlan.js';
import { planChanges } from '../plan/planChanges.js';
import type { HeldApps } from './heldApps.js';
import type { LoadedSpec } from './loadSpecs.js';

/** An app on its way to an org: what is sent, what is held back, and what that changes. */
export type PreparedApp = {
  readonly spec: LoadedSpec;
  readonly completed: Spec;
  readonly plan: AppPlan;
  /** What the org holds of the app. */
  readonly held: readonly Component[];
  /** Under the names that the org uses. */
  readonly sent: readonly Component[];
  /** Security settings that the org does not hold yet. */
  readonly withheld: readonly Component[];
  /** Members that the org holds more than once, so that nobody can tell which one counts. */
  readonly repeated: readonly { readonly member: string; readonly fullNames: readonly string[] }[];
  readonly deploys: boolean;
};

/** Compares a spec with what the org holds of its app. */
export function prepareApp(spec: LoadedSpec, held: HeldApps, apiVersion: number): PreparedApp | undefined {
  const { completed, attachments, checked } = spec;
  if (completed === undefined) return undefined;
  const own = held.componentsOf(completed.name);
  const context = { apiVersion, fileContent: (path: string) => attachments.get(path) };
  const wanted = specToComponents(completed, context, own.length === 0 ? 'created' : 'written');
  const { components, repeated } = adoptMembers(wanted, own);
  const withheld = components.filter((component) => isSecurity(component) && !own.some(isSecurity));
  const sent = components.filter((component) => !withheld.includes(component));
  const desired = { spec: completed, writtenKeys: checked?.writtenKeys ?? new Set<string>(), components };
  const plan = planChanges(desired, own, held.planOptionsOf(completed.name));
  return { spec, completed, plan, held: own, sent, withheld, repeated, deploys: sent.length > 0 && needsDeploy(plan) };
}

/** Setup has to make these once; an app that is created together with them cannot be saved there any more. */
function isSecurity({ type }: Pick<Component, 'type'>): boolean {
  return type === 'ExtlClntAppOauthSecuritySettings';
}
