import { join } from 'node:path';
import type { TypeName } from '../catalog/metadataType.js';
import type { Spec } from '../catalog/spec.js';
import type { ReadComponent } from '../files/readComponents.js';
import { adoptMembers } from '../metadata/adoptMembers.js';
import type { Component } from '../metadata/component.js';
import { memberKey } from '../metadata/component.js';
import { componentPath, type FileFormat } from '../metadata/componentPath.js';
import { componentToXml } from '../metadata/componentToXml.js';
import { sameApp } from '../metadata/sameApp.js';

/** What generating would do to one file. */
export type PlannedFile = {
  readonly type: TypeName;
  readonly fullName: string;
  readonly path: string;
  readonly state: 'created' | 'changed' | 'unchanged' | 'stale';
  /** The text to write; none for a stale file. */
  readonly text?: string;
};

/** The files of one app, and members that the output directory has more than once. */
export type PlannedApp = {
  readonly name: string;
  readonly files: readonly PlannedFile[];
  readonly repeated: readonly { readonly member: string; readonly paths: readonly string[] }[];
};

/** Compares the components of an app with the files that already lie in the output directory; a file of the app keeps its path and name. */
export function planFiles(
  { name }: Spec,
  desired: readonly Component[],
  existing: readonly ReadComponent[],
  outputDir: string,
  format: FileFormat,
): PlannedApp {
  const own = existing.filter(({ component }) => sameApp(component.app, name));
  const { components, repeated } = adoptMembers(
    desired,
    own.map(({ component }) => component),
  );
  const files = components.map((component): PlannedFile => {
    const file = own.find((one) => memberKey(one.component) === memberKey(component));
    const text = componentToXml(component);
    const path = file?.path ?? join(outputDir, componentPath(component, format));
    const state = file === undefined ? 'created' : file.text === text ? 'unchanged' : 'changed';
    return { type: component.type, fullName: component.fullName, path, state, text };
  });
  const wanted = new Set(components.map(memberKey));
  const stale = own
    .filter(({ component }) => !wanted.has(memberKey(component)))
    .map(({ component, path }): PlannedFile => ({
      type: component.type,
      fullName: component.fullName,
      path,
      state: 'stale',
    }));
  const doubled = repeated.map(({ member }) => ({
    member,
    paths: own.filter(({ component }) => memberKey(component) === member).map(({ path }) => path),
  }));
  return { name, files: [...files, ...stale], repeated: doubled };
}
