import { newestApiVersion } from '../src/catalog/apiVersions.js';
import type { ElementNode } from '../src/catalog/codec.js';
import type { ElementRow } from '../src/catalog/metadataType.js';
import { typeByName } from '../src/catalog/metadataTypes.js';
import { rows } from '../src/catalog/rows.js';
import type { Spec } from '../src/catalog/spec.js';
import { memberKey, type Component } from '../src/metadata/component.js';
import type { ImportedApp } from '../src/metadata/componentsToSpec.js';
import { setAt } from '../src/metadata/fillIn.js';
import { specToComponents } from '../src/metadata/specToComponents.js';
import { sameValue } from '../src/source/sameValue.js';
import { completeSpec } from '../src/spec/completeSpec.js';

/**
 * The law of the round trip, by itself: every element of the original has the same meaning in what the imported spec generates,
 * additions are only what the absence of an element means, and losses are only those that the report lists.
 * Gives a line for each violation.
 */
export function lawViolations(
  originals: readonly Component[],
  imported: ImportedApp,
  apiVersion = newestApiVersion,
): readonly string[] {
  const generated = generate(originals, imported, apiVersion);
  const violations = originals.flatMap((original) => {
    const again = generated.find((one) => memberKey(one) === memberKey(original));
    return again === undefined
      ? lostComponent(original, imported)
      : [
          ...nameViolation(original, again, imported),
          ...elementViolations(original, again, imported),
          ...additions(original, again, imported),
        ];
  });
  if (imported.kept.length === 0) return violations;
  const more = generated.filter((one) => !originals.some((original) => memberKey(one) === memberKey(original)));
  return [...violations, ...more.map((one) => `${memberKey(one)} was added`)];
}

function generate(
  originals: readonly Component[],
  { spec, placeholders, certificates }: ImportedApp,
  apiVersion: number,
): readonly Component[] {
  const filled = structuredClone(spec) as Record<string, unknown>;
  for (const path of placeholders.keys()) setAt(filled, path, secretOf(path, originals));
  const pem = (path: string): Uint8Array | undefined => {
    const body = certificates.get(path);
    return body === undefined
      ? undefined
      : Buffer.from(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`);
  };
  return specToComponents(completeSpec(filled as Spec), { apiVersion, fileContent: pem });
}

/** What a person would give for the variable: the secret of the original, or anything for a key that nothing fills. */
function secretOf(path: string, originals: readonly Component[]): string {
  const row = rows.find(({ key }) => key === path);
  const node = originals
    .flatMap((component) => (component.type === row?.type.name ? leaves(component) : []))
    .find(({ name }) => row?.elements.includes(name));
  return typeof node?.content === 'string' ? node.content : 'given@example.com';
}

function leaves({ elements }: Component): readonly ElementNode[] {
  const parents = ['idTokenConfig', 'androidPushConfig', 'applePushConfig'];
  return elements
    .flatMap((element) =>
      parents.includes(element.name) && typeof element.content !== 'string'
        ? element.content.map((child) => ({ ...child, name: `${element.name}.${child.name}` }))
        : [element],
    )
    .filter(({ content }) => content.length > 0);
}

function isListed({ type }: Component, name: string, { losses }: ImportedApp): boolean {
  return losses.some(({ element }) => element === `${type}.${name}`);
}

function isChanged({ type }: Component, name: string, { changed }: ImportedApp, reasons: readonly string[]): boolean {
  return changed.some(({ element, reason }) => element === `${type}.${name}` && reasons.includes(reason));
}

function lostComponent(original: Component, imported: ImportedApp): readonly string[] {
  return leaves(original)
    .filter(({ name }) => !isListed(original, name, imported))
    .map(({ name }) => `${original.type}.${name} is gone with its component`);
}

function nameViolation(original: Component, again: Component, imported: ImportedApp): readonly string[] {
  if (
    again.fullName === original.fullName ||
    isChanged(original, 'fullName', imported, ['memberName']) ||
    original.type === 'ExternalClientApplication'
  )
    return [];
  return [`${memberKey(original)} was called ${original.fullName} and is called ${again.fullName}`];
}

function elementViolations(original: Component, again: Component, imported: ImportedApp): readonly string[] {
  const type = typeByName(original.type);
  const names = [...new Set(leaves(original).map(({ name }) => name))];
  return names.flatMap((name) => {
    const known = type.platformElements.find((element) => element.name === name);
    const row =
      known === undefined
        ? type.rows.find(
            (one) => one.elements.includes(name) && (one.variant ?? original.platform) === original.platform,
          )
        : undefined;
    if (
      isListed(original, name, imported) ||
      sameElements(
        original,
        again,
        (row?.elements ?? [name]).filter((one) => one === name || !isListed(original, one, imported)),
        row,
        imported,
      )
    )
      return [];
    const [node] = leaves(original).filter((one) => one.name === name);
    if (known?.reason === 'command' && ['"false"', '"0"'].includes(JSON.stringify(node?.content))) return [];
    if (known !== undefined && isChanged(original, name, imported, ['retired', 'samlStartUrl', 'reference'])) return [];
    return [`${original.type}.${name} has another meaning: ${JSON.stringify(node?.content)}`];
  });
}

function sameElements(
  original: Component,
  again: Component,
  names: readonly string[],
  row: ElementRow | undefined,
  imported: ImportedApp,
): boolean {
  const [before, after] = [original, again].map((component) =>
    leaves(component).filter(({ name }) => names.includes(name)),
  );
  if (before === undefined || after === undefined) return false;
  if (
    row !== undefined &&
    isNothing(before, row) &&
    (after.length === 0 || imported.changed.some(({ key, reason }) => reason === 'missing' && key.startsWith(row.key)))
  )
    return true;
  if (row !== undefined) {
    const [one, other] = [before, after].map((nodes) =>
      nodes.length === 0 ? { unreadable: '' } : row.codec.read(nodes, row.elements),
    );
    if (one !== undefined && other !== undefined && 'value' in one && 'value' in other)
      return (
        childNames(before).every((name) => childNames(after).includes(name)) &&
        sameValue(asSet(one.value, row), asSet(other.value, row))
      );
  }
  return sameValue(byName(before), byName(after));
}

/** The names of all sub-elements that say something: a codec reads over those that it does not know. */
function childNames(nodes: readonly ElementNode[]): readonly string[] {
  return nodes.flatMap(({ content }) =>
    typeof content === 'string' ? [] : content.flatMap((child) => (child.content.length > 0 ? [child.name] : [])),
  );
}

/** A list without items says the same as none. */
function isNothing(nodes: readonly ElementNode[], row: ElementRow): boolean {
  const read = row.codec.read(nodes, row.elements);
  return 'value' in read && Array.isArray(read.value) && read.value.length === 0;
}

function asSet(value: unknown, { compare }: ElementRow): unknown {
  const list = Array.isArray(value) ? value : compare === 'set' ? [value] : undefined;
  return compare === 'set' && list !== undefined
    ? [...new Set(list.map((item) => JSON.stringify(item)))].toSorted()
    : value;
}

function byName(nodes: readonly ElementNode[]): readonly ElementNode[] {
  const inside = nodes.map(({ name, content }) => ({
    name,
    content: typeof content === 'string' ? content : byName(content),
  }));
  const unique = inside.filter(
    (node, index) => inside.findIndex((other) => JSON.stringify(other) === JSON.stringify(node)) === index,
  );
  return unique.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

function additions(original: Component, again: Component, imported: ImportedApp): readonly string[] {
  const type = typeByName(original.type);
  const before = leaves(original).map(({ name }) => name);
  const platform = type.variants?.[0]?.element;
  return leaves(again).flatMap(({ name }) => {
    if (before.includes(name) || name === 'label' || name === platform) return [];
    const row = type.rows.find(
      (one) => one.elements.includes(name) && (one.variant ?? original.platform) === original.platform,
    );
    if (row === undefined) return [`${original.type}.${name} was added`];
    // An element may say more of what its neighbours say already: that a lifetime in minutes is one of its own.
    if (
      row.elements.some((element) => before.includes(element)) &&
      sameElements(original, again, row.elements, row, imported)
    )
      return [];
    const read = row.codec.read(
      leaves(again).filter((node) => row.elements.includes(node.name)),
      row.elements,
    );
    const isAbsence = 'value' in read && row.absentMeans !== undefined && sameValue(read.value, row.absentMeans);
    const isTold = imported.changed.some(
      ({ key, reason }) =>
        key.replace(/\[0\]$/, '') === row.key &&
        ['missing', 'defaulted', 'samlStartUrl', 'samlStartPage'].includes(reason),
    );
    return isAbsence || isTold
      ? []
      : [
          `${original.type}.${name} was added and says ${JSON.stringify('value' in read ? read.value : read.unreadable)}`,
        ];
  });
}
