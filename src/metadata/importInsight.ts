import { rowByKey } from '../catalog/rows.js';
import { sections } from '../catalog/sections.js';
import { pathText, valueAt, type Finding } from '../source/finding.js';
import type { DraftSpec } from './draftSpec.js';
import type { Reading } from './readElements.js';

/** What the shape check taught about the elements of an app. */
export type Insight = {
  /** Keys whose value a spec does not accept: their elements go under `metadata.extra`. */
  readonly setAside: ReadonlySet<string>;
  /** Required keys that no element fills, as `pathText`. */
  readonly missing: ReadonlySet<string>;
  /** Members whose name no spec can say. */
  readonly unnamed: ReadonlySet<string>;
  /** Members that no spec can describe. */
  readonly unsayable: ReadonlySet<string>;
  /** `member.element` that not even `metadata.extra` takes. */
  readonly unwritable: ReadonlySet<string>;
};

const nothing: ReadonlySet<string> = new Set();

/** Before the first check. */
export const noInsight: Insight = {
  setAside: nothing,
  missing: nothing,
  unnamed: nothing,
  unsayable: nothing,
  unwritable: nothing,
};

type Lesson = { readonly [Part in keyof Insight]?: readonly string[] };

/** The insight with what the findings, and members that the spec is silent about, add to it; undefined when they add nothing. */
export function insightFrom(
  insight: Insight,
  findings: readonly Finding[],
  draft: DraftSpec,
  readings: ReadonlyMap<string, Reading>,
  silent: readonly string[],
): Insight | undefined {
  const all = findings.filter(({ severity, rule }) => severity === 'error' && rule !== 'shape/not-in-api-version');
  // A mistake under `metadata` hides what that key says from the other checks.
  const ofMetadata = all.filter(({ path }) => path[0] === 'metadata');
  const errors = ofMetadata.length > 0 ? ofMetadata : all;
  const lessons: readonly Lesson[] = [
    { unsayable: silent },
    { setAside: draft.unsayable.map(({ key }) => key) },
    ...errors.map((finding) => lesson(finding, draft, readings)),
  ];
  const parts = Object.keys(insight) as (keyof Insight)[];
  const next = Object.fromEntries(
    parts.map((part) => [part, new Set([...insight[part], ...lessons.flatMap((one) => one[part] ?? [])])]),
  ) as unknown as Insight;
  return parts.some((part) => next[part].size > insight[part].size) ? next : undefined;
}

function lesson({ rule, path, tokens }: Finding, draft: DraftSpec, readings: ReadonlyMap<string, Reading>): Lesson {
  const [first, second, member = '', element = ''] = path.map(String);
  if (first === 'metadata' && second === 'names') return { unnamed: [member] };
  if (first === 'metadata' && second === 'extra') return { unwritable: [`${member}.${element}`] };
  if (rule === 'shape/either-or' && sections[pathText(path)]?.either !== undefined)
    return oneWay(pathText(path), draft, readings);
  if (rule === 'shape/missing-key' && rowByKey(pathText(path)) !== undefined)
    return { missing: [tokens.key === 'scopes' ? 'scopes[0]' : pathText(path)] };
  const keys = path.map((_, index) => pathText(path.slice(0, path.length - index)));
  const key =
    keys.find((one) => readings.has(one)) ?? [...readings.keys()].find((one) => one.startsWith(`${pathText(path)}.`));
  return key === undefined ? {} : { setAside: [key] };
}

/** Keeps the alternative that has the most keys and sets the others aside; without any, all keys of the section. */
function oneWay(section: string, draft: DraftSpec, readings: ReadonlyMap<string, Reading>): Lesson {
  const counts = (sections[section]?.either ?? []).map((keys) => ({
    keys,
    count: keys.filter((key) => valueAt(draft.spec, [...section.split('.'), key]) !== undefined).length,
  }));
  const best = counts.toSorted((one, other) => other.count - one.count)[0];
  if (best === undefined || best.count === 0)
    return { setAside: [...readings.keys()].filter((key) => key.startsWith(`${section}.`)) };
  return {
    setAside: counts
      .flatMap(({ keys }) => keys.filter((key) => !best.keys.includes(key)).map((key) => `${section}.${key}`))
      .filter((key) => readings.has(key)),
  };
}
