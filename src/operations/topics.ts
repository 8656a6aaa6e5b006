import type { Word } from '../catalog/codec.js';
import type { MetadataType, Platform } from '../catalog/metadataType.js';
import { metadataTypes } from '../catalog/metadataTypes.js';
import type { CatalogRow } from '../catalog/rows.js';
import { sections } from '../catalog/sections.js';
import type { Scope } from '../catalog/scopes.js';
import { componentPath } from '../metadata/componentPath.js';
import type { Rule } from '../rules/rule.js';
import { keyTree, type KeyNode } from '../spec/keyTree.js';
import type { NeverReason } from '../spec/neverKeys.js';
import { structuralNodes, type StructuralNode } from '../spec/structuralNodes.js';

/** A key with what it is for. */
export type KeyLine = { readonly key: string; readonly description: string };

/** Everything that is known about one key of a spec. */
export type KeyTopic = KeyLine & {
  readonly kind: 'key';
  /** Key of the phrase in `messages/expected.md` that says what the value looks like; missing for a key without element. */
  readonly expected?: string;
  /** The values that are words or one of a few numbers. */
  readonly words: readonly Word[];
  /** Keywords of JSON Schema that limit the value, such as `maximum`. */
  readonly limits: Readonly<Record<string, number>>;
  readonly default?: unknown;
  /** What other keys make of the default. */
  readonly defaultNote?: string;
  readonly required: boolean;
  readonly secret: boolean;
  readonly elements: readonly string[];
  readonly type?: string;
  /** Below the output directory, in source format. */
  readonly file?: string;
  readonly since?: number;
  readonly until?: number;
  readonly setup?: string;
  readonly security?: string;
  readonly example?: unknown;
  readonly replacedBy?: string;
  readonly source?: string;
  /** The keys below, for a switch that takes a map. */
  readonly keys: readonly KeyLine[];
};

/** What can be explained. */
export type Topic =
  | KeyTopic
  | (KeyLine & {
      readonly kind: 'section';
      readonly keys: readonly KeyLine[];
      readonly either?: readonly (readonly string[])[];
    })
  | { readonly kind: 'scope'; readonly scope: Scope }
  | { readonly kind: 'type'; readonly type: MetadataType; readonly file: string; readonly keys: readonly KeyLine[] }
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'check'; readonly rule: string }
  | { readonly kind: 'never'; readonly key: string; readonly reason: NeverReason };

/** The topic of a key of the catalogue: a row, or a section that only groups keys. */
export function keyTopic(node: KeyNode): Topic {
  const { key, row, description } = node;
  const keys = [...node.children.values()].map(toLine);
  if (row === undefined) {
    const either = sections[key]?.either;
    return { kind: 'section', key, description, keys, ...(either === undefined ? {} : { either }) };
  }
  return {
    kind: 'key',
    key,
    description,
    expected: row.codec.expected,
    words: wordsOf(row),
    limits: limitsOf(row),
    required: row.required === true,
    secret: row.secret === true,
    elements: row.elements,
    type: row.type.name,
    file: fileOf(row.type, row.variant),
    keys,
    source: row.source ?? row.type.source,
    ...known(row, ['since', 'until', 'setup', 'security', 'example', 'replacedBy', 'defaultNote']),
    ...(row.specDefault === undefined ? {} : { default: row.specDefault }),
  };
}

/** The topic of a key that stands for no element. */
export function structuralTopic(node: StructuralNode): Topic {
  const { key, description, required, children } = node;
  const keys = structuralNodes.filter((one) => children.includes(one.key)).map(toLine);
  const nothing = { words: [], limits: {}, secret: false, elements: [] };
  return { kind: 'key', key, description, required, keys, ...nothing, ...known(node, ['default', 'example']) };
}

/** The topic of a metadata type: its file and its keys. */
export function typeTopic(type: MetadataType): Topic {
  return { kind: 'type', type, file: fileOf(type, undefined), keys: type.rows.map(toLine) };
}

/** All top-level keys of a spec in the order of the reference. */
export function indexTopic(): Topic {
  const [name, ...others] = structuralNodes.filter(({ key }) => !key.includes('.'));
  const keys = [name, ...keyTree.children.values(), ...others].flatMap((node) =>
    node === undefined ? [] : [toLine(node)],
  );
  return { kind: 'section', key: '', description: keyTree.description, keys };
}

function wordsOf({ codec }: CatalogRow): readonly Word[] {
  if (codec.words !== undefined) return codec.words.filter(({ replacedBy }) => replacedBy === undefined);
  const { enum: values } = codec.schema;
  return Array.isArray(values) ? values.map((word: string | number) => ({ word, element: String(word) })) : [];
}

const limitKeywords = ['minimum', 'maximum', 'minLength', 'maxLength', 'maxItems', 'maxProperties'];

function limitsOf({ codec }: CatalogRow): Readonly<Record<string, number>> {
  const limits = Object.entries(codec.schema).filter(
    (entry): entry is [string, number] => limitKeywords.includes(entry[0]) && typeof entry[1] === 'number',
  );
  // Every text has at least one character.
  return Object.fromEntries(limits.filter(([keyword, limit]) => keyword !== 'minLength' || limit > 1));
}

function toLine({ key, description }: KeyLine): KeyLine {
  return { key, description };
}

function fileOf(type: MetadataType, platform: Platform | undefined): string {
  const variant = type.variants?.find((one) => one.platform === platform);
  return componentPath({ type: type.name, fullName: `<App>${variant?.memberSuffix ?? type.memberSuffix}` }, 'source');
}

function known<Source extends Partial<CatalogRow> | StructuralNode, Name extends keyof Source>(
  source: Source,
  names: readonly Name[],
): Partial<Pick<Source, Name>> {
  const pairs = names.flatMap((name) => (source[name] === undefined ? [] : [[name, source[name]] as const]));
  return Object.fromEntries(pairs) as unknown as Partial<Pick<Source, Name>>;
}

/** Every metadata type, as the catalogue declares it in general. */
export const types: readonly MetadataType[] = metadataTypes;
