import type { ElementNode } from '../catalog/codec.js';
import { newestApiVersion } from '../catalog/apiVersions.js';
import { rows } from '../catalog/rows.js';
import type { ExtraValue, Spec } from '../catalog/spec.js';
import { typeByName } from '../catalog/metadataTypes.js';
import { activeTypes } from '../spec/activeTypes.js';
import { checkSpec } from '../spec/checkSpec.js';
import { trimToDeviations } from '../spec/trimToDeviations.js';
import { memberKey } from './component.js';
import { draftDocument } from './draftDocument.js';
import { draftSpec } from './draftSpec.js';
import { accountOf } from './elementAccount.js';
import { extraValues, isSecretElement, unflatten } from './extraElements.js';
import { fillIn, placeholdersOf } from './fillIn.js';
import { noInsight, insightFrom, type Insight } from './importInsight.js';
import { memberKeys } from './memberKeys.js';
import { platformAccount } from './platformElements.js';
import { readElements, type ElementReadings, type Reading } from './readElements.js';
import type { Change, Kept, Loss, Placeholder, SourceComponent } from './sourceComponent.js';
import { withComments } from './withComments.js';

/** An app as a spec, and an account of every element that its components have. */
export type ImportedApp = {
  /** The shortest spec; the texts at `placeholders` are not in it. */
  readonly spec: Spec;
  /** By `pathText` of the place in the spec. */
  readonly placeholders: ReadonlyMap<string, Placeholder>;
  /** Base64 of the certificates that the spec names, by the path in the spec. */
  readonly certificates: ReadonlyMap<string, string>;
  /** Comments of the XML by `pathText` of the key that they stand before; the empty path is the top. */
  readonly comments: ReadonlyMap<string, readonly string[]>;
  readonly kept: readonly Kept[];
  readonly changed: readonly Change[];
  readonly losses: readonly Loss[];
};

/**
 * Turns the components of one app into the spec that generates metadata with the same meaning.
 * What the words of a spec cannot say goes under `metadata.extra`; what even that must not carry is a loss.
 */
export function componentsToSpec(name: string, sources: readonly SourceComponent[]): ImportedApp {
  let insight = noInsight;
  // Each round learns at least one thing, and there are no more things to learn than these.
  for (let round = 0; round < 2 * rows.length; round += 1) {
    const { result, draft, readings, parts } = attempt(name, sources, insight);
    const { findings } = checkSpec(draftDocument(result.spec, result.placeholders), {
      number: newestApiVersion,
      origin: '',
    });
    const next = insightFrom(insight, findings, draft, readings, silent(result.spec, parts));
    if (next === undefined) return result;
    insight = next;
  }
  return attempt(name, sources, insight).result;
}

/** A part of an app whose component no spec can describe is not in `parts`. */
function attempt(name: string, sources: readonly SourceComponent[], insight: Insight) {
  const all = sources.map(readElements);
  const parts = all.filter((part) => isSayable(part, insight));
  const readings = new Map(parts.flatMap((part) => part.readings).map((reading) => [reading.row.key, reading]));
  const platform = platformAccount(parts, readings);
  const everything = new Map([...readings, ...platform.readings]);
  const setAside = new Set([
    ...insight.setAside,
    ...[...everything.values()].filter((reading) => !('value' in reading)).map(({ row }) => row.key),
  ]);
  const present = parts.map(({ source: { component } }) => ({
    type: component.type,
    ...(component.platform === undefined ? {} : { platform: component.platform }),
  }));
  // What not even `metadata.extra` takes counts as absent, so that it means what its absence means.
  const isGone = ({ row, nodes, source }: Reading): boolean =>
    setAside.has(row.key) &&
    nodes.every((node) => row.key === 'distribution' || !isWritable(node, memberKey(source.component), insight));
  const left = new Map([...everything].filter(([, reading]) => !isGone(reading)));
  const draft = draftSpec(
    name,
    left,
    present,
    new Set([...setAside].filter((key) => left.has(key) || !everything.has(key))),
  );
  const extra = extraOf(parts, (reading) => setAside.has(reading.row.key), platform.carried, insight);
  const spec = draft.spec as Spec;
  const metadata = memberKeys(spec, parts, extra, insight.unnamed);
  const placeholders = placeholdersOf(everything, setAside, insight.missing);
  const filled = fillIn(
    { ...spec, ...(Object.keys(metadata).length === 0 ? {} : { metadata }) },
    placeholders,
    everything,
    setAside,
  );
  const commented = withComments(trimToDeviations(filled.spec), filled.spec, parts);
  const account = accountOf({ all, parts, platform, draft, setAside, insight, placeholders, name });
  return {
    parts,
    draft,
    readings: everything,
    result: { ...commented, placeholders, certificates: filled.certificates, ...account },
  };
}

/** A type that occurs once per platform has to say which. */
function isSayable({ source: { component }, member }: ElementReadings, { unsayable }: Insight): boolean {
  return (
    !unsayable.has(member) && (component.platform !== undefined || typeByName(component.type).variants === undefined)
  );
}

/** Members that the spec would not bring back: a component without anything that a key can say. */
function silent(spec: Spec, parts: readonly ElementReadings[]): readonly string[] {
  const active = activeTypes(spec).map(({ type, platform }) =>
    memberKey({ type: type.name, ...(platform === undefined ? {} : { platform }) }),
  );
  return parts.map(({ member }) => member).filter((member) => !active.includes(member));
}

/** Everything that goes under `metadata.extra`, by member. */
function extraOf(
  parts: readonly ElementReadings[],
  isSetAside: (reading: Reading) => boolean,
  carried: readonly { readonly part: ElementReadings; readonly name: string }[],
  insight: Insight,
): Readonly<Record<string, Readonly<Record<string, ExtraValue>>>> {
  const members = parts.map((part): readonly [string, Readonly<Record<string, ExtraValue>>] => {
    const nodes = [
      ...part.readings
        .filter((reading) => isSetAside(reading) && reading.row.key !== 'distribution')
        .flatMap(({ nodes: own }) => own),
      ...part.platformElements.flatMap(({ node }) =>
        carried.some((one) => one.part === part && one.name === node.name) ? [node] : [],
      ),
      ...part.unknown,
    ].filter((node) => isWritable(node, part.member, insight));
    return [part.member, extraValues(unflatten(nodes))];
  });
  return Object.fromEntries(members.filter(([, elements]) => Object.keys(elements).length > 0));
}

/** True for an element that `metadata.extra` may carry. */
function isWritable(node: ElementNode, member: string, { unwritable }: Insight): boolean {
  return !isSecretElement(node) && !unwritable.has(`${member}.${node.name.split('.')[0] ?? ''}`);
}
