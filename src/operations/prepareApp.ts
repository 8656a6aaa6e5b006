import type { Spec } from '../catalog/spec.js';
import { adoptMembers } from '../metadata/adoptMembers.js';
import type { Component } from '../metadata/component.js';
import { sameApp } from '../metadata/sameApp.js';
import { specToComponents } from '../metadata/specToComponents.js';
import type { RetrievedComponents } from '../org/metadataOrg.js';
import { needsDeploy, type AppPlan } from '../plan/appPlan.js';
import { planChanges, type PlanOptions } from '../plan/planChanges.js';
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

/** Apps that were made since then keep PKCE, rotation and the idle limit on. @see https://help.salesforce.com/s/articleView?id=release-notes.rn_security_oauth_controls_new_apps.htm&release=262 */
const lockedSince = Date.UTC(2026, 6, 1);

/** Compares a spec with what the org holds of its app. */
export function prepareApp(spec: LoadedSpec, held: RetrievedComponents, apiVersion: number): PreparedApp | undefined {
  const { completed, attachments, checked } = spec;
  if (completed === undefined) return undefined;
  const own = held.components.filter(({ app }) => sameApp(app, completed.name));
  const context = { apiVersion, fileContent: (path: string) => attachments.get(path) };
  const wanted = specToComponents(completed, context, own.length === 0 ? 'created' : 'written');
  const { components, repeated } = adoptMembers(wanted, own);
  const withheld = components.filter((component) => isSecurity(component) && !own.some(isSecurity));
  const sent = components.filter((component) => !withheld.includes(component));
  const desired = { spec: completed, writtenKeys: checked?.writtenKeys ?? new Set<string>(), components };
  const plan = planChanges(desired, own, planOptions(completed.name, held, apiVersion));
  return { spec, completed, plan, held: own, sent, withheld, repeated, deploys: sent.length > 0 && needsDeploy(plan) };
}

/** What the comparison has to know about the org. */
export function planOptions(app: string, held: RetrievedComponents, apiVersion: number): PlanOptions {
  const created = [...held.created].find(([name]) => sameApp(name, app))?.[1];
  return {
    target: 'org',
    lock: created === undefined ? 'unknown' : created >= lockedSince ? 'locked' : 'open',
    givesCertificates: held.components.some(({ elements }) =>
      elements.some(({ name, content }) => name === 'certificate' && content.length > 0),
    ),
    apiVersion,
  };
}

/** Setup has to make these once; an app that is created together with them cannot be saved there any more. */
function isSecurity({ type }: Pick<Component, 'type'>): boolean {
  return type === 'ExtlClntAppOauthSecuritySettings';
}
