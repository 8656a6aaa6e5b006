import { adoptMembers } from '../metadata/adoptMembers.js';
import type { Component } from '../metadata/component.js';
import { groupByApp } from '../metadata/groupByApp.js';
import { specToComponents } from '../metadata/specToComponents.js';
import type { AppPlan } from '../plan/appPlan.js';
import { planChanges } from '../plan/planChanges.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { LoadedSpec } from './loadSpecs.js';
import type { PlannedApps } from './planApps.js';
import { planSummary } from './planSummary.js';
import { repeatedMembers } from './repeatedMembers.js';

/** Plans specs without shape errors against the components of metadata files, which hold whatever they are given. */
export function planFolders(specs: readonly LoadedSpec[], held: readonly Component[], apiVersion: number): PlannedApps {
  const findings: FileFinding[] = [];
  const plans: AppPlan[] = [];
  const heldOf = groupByApp(held, ({ app }) => app);
  for (const loaded of specs) {
    const { completed: spec, checked, attachments } = loaded;
    if (spec === undefined || checked === undefined) continue;
    const actual = heldOf(spec.name);
    const wanted = specToComponents(spec, { apiVersion, fileContent: (path) => attachments.get(path) });
    const { components, repeated } = adoptMembers(wanted, actual);
    findings.push(...repeatedMembers(loaded, repeated));
    const desired = { spec, writtenKeys: checked.writtenKeys, components };
    plans.push(planChanges(desired, actual, { target: 'files', lock: 'open', givesCertificates: true, apiVersion }));
  }
  return { plans, summary: planSummary(plans), findings };
}
