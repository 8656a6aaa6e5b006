import type { JsonSchema } from '../catalog/codec.js';
import { own } from '../source/finding.js';
import { structuralSchema } from './structuralSchema.js';

/** A key of a spec that stands for no element; `<name>` in it stands for any name, `[]` for each item of a list. */
export type StructuralNode = {
  readonly key: string;
  readonly description: string;
  readonly required: boolean;
  readonly default?: unknown;
  readonly example?: unknown;
  /** The keys below, dotted. */
  readonly children: readonly string[];
};

/** The keys `name`, `variables`, `lint` and `metadata` with all keys below them, each before its children. */
export const structuralNodes: readonly StructuralNode[] = Object.entries(structuralSchema([])).flatMap(
  ([key, schema]) => nodesOf(key, schema, key === 'name'),
);

function nodesOf(key: string, schema: JsonSchema, required: boolean): readonly StructuralNode[] {
  const below = childrenOf(key, schema);
  const node: StructuralNode = {
    key,
    description: String(schema.description),
    required,
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...(Array.isArray(schema.examples) ? { example: schema.examples[0] as unknown } : {}),
    children: below.map(({ key: child }) => child),
  };
  return [node, ...below.flatMap((child) => nodesOf(child.key, child.schema, child.required))];
}

type Child = { readonly key: string; readonly schema: JsonSchema; readonly required: boolean };

function childrenOf(key: string, schema: JsonSchema): readonly Child[] {
  const properties = schema.properties as Readonly<Record<string, JsonSchema>> | undefined;
  const required = (schema.required ?? []) as readonly string[];
  const named = Object.entries(properties ?? {}).map(([name, child]) => ({
    key: `${key}.${name}`,
    schema: child,
    required: required.includes(name),
  }));
  const inside = [
    [`${key}.<name>`, own(schema, 'additionalProperties')],
    [`${key}[]`, own(schema, 'items')],
  ] as const;
  return [
    ...named,
    ...inside.flatMap(([path, child]) =>
      own(child, 'properties') === undefined ? [] : childrenOf(path, child as JsonSchema),
    ),
  ];
}
