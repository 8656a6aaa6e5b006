import type { ElementNode } from '../../../src/catalog/codec.js';
import type { Spec } from '../../../src/catalog/spec.js';
import { adoptMembers } from '../../../src/metadata/adoptMembers.js';
import type { Component } from '../../../src/metadata/component.js';
import { specToComponents } from '../../../src/metadata/specToComponents.js';
import type { AppPlan, PlanChange } from '../../../src/plan/appPlan.js';
import { planChanges, type PlanOptions } from '../../../src/plan/planChanges.js';
import { parseSource } from '../../../src/source/parseSource.js';
import { checkSpec } from '../../../src/spec/checkSpec.js';
import { completeSpec } from '../../../src/spec/completeSpec.js';

/** The smallest OAuth app, as YAML. */
export const smallSpec = `name: Order_Sync
contactEmail: integrations@example.com
callback: https://orders.example.com/cb
scopes: [api]
`;

/** Options of a target that says everything, with an app that nothing is locked for. */
export const openOrg: PlanOptions = { target: 'org', lock: 'open', givesCertificates: true, apiVersion: 67 };

export type Desired = {
  readonly spec: Spec;
  readonly writtenKeys: ReadonlySet<string>;
  readonly components: readonly Component[];
};

/** A spec text on its way to the plan; the text must be legal. */
export function desiredApp(yaml: string, files: Readonly<Record<string, Uint8Array>> = {}, apiVersion = 67): Desired {
  const { document } = parseSource('Order_Sync.eca.yaml', yaml);
  if (document === undefined) throw new Error('The spec of the test is no YAML.');
  const checked = checkSpec(document, { number: apiVersion, origin: 'the test' });
  if (checked.findings.some(({ severity }) => severity === 'error'))
    throw new Error(`The spec of the test is not legal: ${JSON.stringify(checked.findings)}`);
  const spec = completeSpec(checked.spec);
  return {
    spec,
    writtenKeys: checked.writtenKeys,
    components: specToComponents(spec, { apiVersion, fileContent: (path) => files[path] }),
  };
}

/** The plan of a spec text against components. */
export function planned(
  yaml: string | Desired,
  actual: readonly Component[],
  options: Partial<PlanOptions> = {},
): AppPlan {
  const desired = typeof yaml === 'string' ? desiredApp(yaml) : yaml;
  const { components } = adoptMembers(desired.components, actual);
  return planChanges({ ...desired, components }, actual, { ...openOrg, ...options });
}

/** The components of a spec text, as an org would hold them after its deploy. */
export function held(yaml: string, files: Readonly<Record<string, Uint8Array>> = {}): readonly Component[] {
  return desiredApp(yaml, files).components;
}

/** The components with one element replaced; no contents remove it. */
export function withElement(
  components: readonly Component[],
  type: Component['type'],
  name: string,
  ...contents: readonly ElementNode['content'][]
): readonly Component[] {
  return components.map((component) => {
    if (component.type !== type) return component;
    const rest = component.elements.filter((element) => element.name !== name);
    return { ...component, elements: [...rest, ...contents.map((content) => ({ name, content }))] };
  });
}

/** The change of a key without the place. */
export function changeOf(
  { changes }: AppPlan,
  key: string,
): Omit<PlanChange, 'key' | 'type' | 'fullName' | 'element'> | undefined {
  const found = changes.find((change) => change.key === key);
  if (found === undefined) return undefined;
  const { kind, before, after, reset } = found;
  return { kind, before, after, ...(reset === undefined ? {} : { reset }) };
}
