import type { JsonSchema } from '../catalog/codec.js';
import type { CatalogRow } from '../catalog/rows.js';
import { sections } from '../catalog/sections.js';
import { keyTree, type KeyNode } from './keyTree.js';
import { keyMarkdown } from './keyMarkdown.js';
import { orVariable } from './orVariable.js';
import { schemaVersionKeyword } from './schemaVersion.js';
import { definitions, structuralSchema, type WaivableRule } from './structuralSchema.js';

/** What goes into the schema beside the catalogue. */
export type SchemaOptions = { readonly pluginVersion: string; readonly rules: readonly WaivableRule[] };

/**
 * The JSON Schema (draft-07) of a spec for completion, hover and checks in editors. It accepts every spec that
 * `checkSpec` accepts, variables unresolved, but for a section whose required key stands under `metadata.extra`; what a
 * schema cannot say well is left to `checkSpec`.
 * @see https://json-schema.org/draft-07
 * @see https://github.com/redhat-developer/yaml-language-server
 */
export function jsonSchema({ pluginVersion, rules }: SchemaOptions): JsonSchema {
  const { name, ...otherKeys } = structuralSchema(rules);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    [schemaVersionKeyword]: pluginVersion,
    title: 'External Client App',
    description: 'One External Client App of Salesforce as code, read by sf eca.',
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    // `metadata.only` can leave the header out, and `metadata.extra` can hold what the catalogue cannot read.
    if: { properties: { metadata: { not: { anyOf: [{ required: ['only'] }, { required: ['extra'] }] } } } },
    then: { required: ['contactEmail'] },
    properties: { name, ...propertiesOf(keyTree), ...otherKeys },
    definitions,
  };
}

function propertiesOf(node: KeyNode): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries([...node.children].map(([key, child]) => [key, keySchema(child)]));
}

function keySchema(node: KeyNode): JsonSchema {
  const { row } = node;
  if (row === undefined)
    return { description: node.description, markdownDescription: keyMarkdown(node), ...mapSchema(node) };
  if (row.replacedBy !== undefined) return { not: {}, description: `Renamed: write ${row.replacedBy}.` };
  const value = orVariable(row.codec.schema, row.codec.fromVariable !== undefined);
  return {
    ...annotations(row, node),
    ...(node.children.size === 0 ? value : { anyOf: [...alternatives(value), mapSchema(node)] }),
  };
}

function annotations(row: CatalogRow, node: KeyNode): JsonSchema {
  return {
    title: row.setup ?? row.key,
    description: row.description,
    markdownDescription: keyMarkdown(node),
    ...(row.specDefault === undefined ? {} : { default: row.specDefault }),
    ...(row.example === undefined ? {} : { examples: [row.example] }),
  };
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  return Array.isArray(schema.anyOf) ? (schema.anyOf as readonly JsonSchema[]) : [schema];
}

function mapSchema(node: KeyNode): JsonSchema {
  const required = [...node.children].flatMap(([key, { row }]) => (row?.required === true ? [key] : []));
  return {
    type: 'object',
    additionalProperties: false,
    ...requiredKeys(node.key, required),
    properties: propertiesOf(node),
  };
}

/** At the root the required keys depend on each other, so `checkSpec` alone judges them. */
function requiredKeys(key: string, required: readonly string[]): JsonSchema {
  const section = sections[key];
  if (section?.either === undefined) return required.length === 0 ? {} : { required };
  return {
    oneOf: section.either.map((keys) => {
      const replaced = keys.flatMap((one) => section.replaces?.[one] ?? []);
      return {
        required: [...required.filter((one) => !replaced.includes(one)), ...keys],
        ...(replaced.length === 0 ? {} : { properties: Object.fromEntries(replaced.map((one) => [one, false])) }),
      };
    }),
  };
}
