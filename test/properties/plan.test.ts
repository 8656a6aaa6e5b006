import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newestApiVersion } from '../../src/catalog/apiVersions.js';
import { rows } from '../../src/catalog/rows.js';
import { typeByName } from '../../src/catalog/metadataTypes.js';
import type { Spec } from '../../src/catalog/spec.js';
import { adoptMembers } from '../../src/metadata/adoptMembers.js';
import { componentPath } from '../../src/metadata/componentPath.js';
import { componentToXml } from '../../src/metadata/componentToXml.js';
import type { Component } from '../../src/metadata/component.js';
import { specToComponents } from '../../src/metadata/specToComponents.js';
import { xmlToComponent } from '../../src/metadata/xmlToComponent.js';
import type { AppPlan } from '../../src/plan/appPlan.js';
import { planChanges, type PlanOptions } from '../../src/plan/planChanges.js';
import { completeSpec } from '../../src/spec/completeSpec.js';
import { hasKey } from '../../src/spec/activeTypes.js';
import { retrieveView } from '../fakeOrg/deploy/retrieveView.js';
import { createOrgState, type OrgState } from '../fakeOrg/orgState.js';
import { createSetup } from '../fakeOrg/setup/setup.js';
import { fileToXml } from '../fakeOrg/xml/writeXml.js';
import { arbitraryFiles, arbitrarySpec } from './arbitrarySpec.js';
import { propertyParameters } from './propertyParameters.js';

const apiVersions = [newestApiVersion, 66, 62, 60];

describe('a plan', () => {
  it.each(apiVersions)('of a spec against its own files is empty, for API version %i', (apiVersion) => {
    fc.assert(
      fc.property(arbitrarySpec(apiVersion), (spec) => {
        const plan = planOf(spec, componentsOf(spec, apiVersion).map(throughFile), {
          target: 'files',
          lock: 'open',
          givesCertificates: true,
          apiVersion,
        });
        expect({ changes: plan.changes, unmanaged: plan.unmanaged, warnings: plan.warnings }).toEqual({
          changes: [],
          unmanaged: [],
          warnings: [],
        });
      }),
      propertyParameters(1000),
    );
  });

  it.each(apiVersions)(
    'after a deploy is empty apart from what the platform locks, for API version %i',
    (apiVersion) => {
      fc.assert(
        fc.property(arbitrarySpec(apiVersion), (drawn) => {
          // Elements that nobody knows are refused by a deploy, in the fake org too.
          const { only, names, labels } = drawn.metadata ?? {};
          const spec = { ...drawn, metadata: { only, names, labels } } as Spec;
          const plan = planOf(spec, deployed(spec, apiVersion), {
            target: 'org',
            lock: 'locked',
            givesCertificates: true,
            apiVersion,
          });
          expect(plan.changes.map(({ key, kind }) => [key, kind])).toEqual(
            lockedKeys(spec, apiVersion).map((key) => [key, 'locked']),
          );
          // Security settings alone are not sent, so that nothing is there.
          expect(plan.action).toBe(isSecurityOnly(spec) ? 'create' : 'none');
        }),
        propertyParameters(300),
      );
    },
  );

  it('against nothing adds or locks every value that is written', () => {
    fc.assert(
      fc.property(arbitrarySpec(newestApiVersion), (spec) => {
        const plan = planOf(spec, [], {
          target: 'org',
          lock: 'locked',
          givesCertificates: true,
          apiVersion: newestApiVersion,
        });
        expect(plan.action).toBe('create');
        expect(plan.changes.filter(({ kind, before }) => !['add', 'locked'].includes(kind) || before !== null)).toEqual(
          [],
        );
        const names = (parts: readonly Pick<Component, 'type' | 'fullName'>[]): ReadonlySet<string> =>
          new Set(parts.filter(({ type }) => type !== security).map(({ fullName }) => fullName));
        expect(names(plan.changes)).toEqual(names(componentsOf(spec, newestApiVersion)));
      }),
      propertyParameters(500),
    );
  });
});

function planOf(spec: Spec, actual: readonly Component[], options: PlanOptions): AppPlan {
  const writtenKeys = new Set(rows.filter(({ key }) => hasKey(spec, key)).map(({ key }) => key));
  const { components } = adoptMembers(componentsOf(spec, options.apiVersion), actual);
  return planChanges({ spec: completeSpec(spec), writtenKeys, components }, actual, options);
}

function componentsOf(spec: Spec, apiVersion: number): readonly Component[] {
  return specToComponents(completeSpec(spec), { apiVersion, fileContent: (path) => arbitraryFiles.get(path) });
}

function throughFile(component: Component): Component {
  return readBack(component.type, component.fullName, componentToXml(component));
}

function readBack(type: Component['type'], fullName: string, text: string): Component {
  const read = xmlToComponent(componentPath({ type, fullName }, 'source'), text, typeByName(type));
  if ('finding' in read) throw new Error(`${fullName} is not read: ${read.finding.rule}`);
  return read.component;
}

const security = 'ExtlClntAppOauthSecuritySettings';

function isSecurityOnly({ metadata }: Spec): boolean {
  return metadata?.only?.every((type) => type === security) === true;
}

/** What a locked org holds after the deploy of a spec that creates the app, past the checks of references that random specs fail. */
function deployed(spec: Spec, apiVersion: number): readonly Component[] {
  const state = createOrgState({ apiVersion });
  const setup = createSetup(state);
  const components = specToComponents(
    completeSpec(spec),
    { apiVersion, fileContent: (path) => arbitraryFiles.get(path) },
    'created',
  );
  // Policies first, so that the platform does not make its own.
  const rank = ({ type }: Component): number =>
    type === 'ExternalClientApplication' ? 0 : type.endsWith('ConfigurablePolicies') ? 1 : 2;
  for (const component of components
    .filter(({ type }) => type !== security)
    .toSorted((one, other) => rank(one) - rank(other))) {
    setup.putComponent(component.type, component.fullName, componentToXml(component));
    lockApp(state, component);
  }
  return [...state.components.values()].flatMap((stored) => {
    const wanted = components.find(({ type, fullName }) => type === stored.type && fullName === stored.fullName);
    return wanted === undefined
      ? []
      : [readBack(wanted.type, stored.fullName, fileToXml(stored.type, retrieveView(state, stored, apiVersion)))];
  });
}

function lockApp(state: OrgState, { type, fullName }: Component): void {
  const key = `${type}:${fullName.toLowerCase()}`;
  const header = state.components.get(key);
  if (type === 'ExternalClientApplication' && header !== undefined)
    state.components.set(key, { ...header, locked: true });
}

/** What a spec asks for in vain: weaker switches, and security settings before Setup has made them. */
function lockedKeys(spec: Spec, apiVersion: number): readonly string[] {
  const isHeaderThere = componentsOf(spec, apiVersion).some(({ type }) => type === 'ExternalClientApplication');
  return rows
    .filter(
      ({ since, type }) =>
        since <= apiVersion && componentsOf(spec, apiVersion).some((component) => component.type === type.name),
    )
    .filter((row) => {
      const value = row.key
        .split('.')
        .reduce<unknown>((current, key) => (current as Record<string, unknown> | undefined)?.[key], spec);
      return (
        (row.type.name === security && value !== undefined) ||
        (row.compare === 'platformMayChange' && value === false && isHeaderThere)
      );
    })
    .map(({ key }) => key);
}
