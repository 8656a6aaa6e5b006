import type { JsonSchema } from '../catalog/codec.js';

const anyPlaceholder = '\\$\\{';
const onePlaceholder = '^\\$\\{[A-Za-z][A-Za-z0-9_]*\\}$';

/**
 * The schema of a value before its variables are resolved: wherever it asks for more than text, `${name}` may stand.
 * `scalar` tells that a whole variable is read as the boolean or number that the key wants.
 */
export function orVariable(schema: JsonSchema, scalar: boolean): JsonSchema {
  const { anyOf, items, ...rest } = schema;
  if (Array.isArray(anyOf)) {
    const members = (anyOf as readonly JsonSchema[]).flatMap((member) => membersOf(orVariable(member, scalar)));
    return { ...rest, anyOf: withoutRepetition(members) };
  }
  if (schema.type === 'array' && items !== undefined)
    return { ...schema, items: orVariable(items as JsonSchema, false) };
  const { properties, additionalProperties } = schema;
  // In a map of maps every boolean and number may be a variable, too; the periods of a refresh token are text.
  if (typeof additionalProperties === 'object')
    return { ...schema, additionalProperties: orVariable(additionalProperties as JsonSchema, scalar) };
  if (properties !== undefined && scalar)
    return {
      ...schema,
      properties: Object.fromEntries(
        Object.entries(properties as Readonly<Record<string, JsonSchema>>).map(([key, one]) => [
          key,
          orVariable(one, scalar),
        ]),
      ),
    };
  if (schema.enum !== undefined || isNarrowText(schema))
    return { anyOf: [schema, { type: 'string', pattern: anyPlaceholder }] };
  const isScalar = schema.const !== undefined || schema.type === 'boolean' || schema.type === 'integer';
  return scalar && isScalar ? { anyOf: [schema, { type: 'string', pattern: onePlaceholder }] } : schema;
}

/** Text for which the placeholder itself may be too short or of the wrong form. */
function isNarrowText({ type, pattern, minLength }: JsonSchema): boolean {
  if (type !== 'string') return false;
  const isClosed = typeof pattern === 'string' && !pattern.includes(anyPlaceholder);
  return isClosed || (typeof minLength === 'number' && minLength > 1);
}

function membersOf(schema: JsonSchema): readonly JsonSchema[] {
  const keys = Object.keys(schema);
  return keys.length === 1 && Array.isArray(schema.anyOf) ? (schema.anyOf as readonly JsonSchema[]) : [schema];
}

function withoutRepetition(members: readonly JsonSchema[]): readonly JsonSchema[] {
  const texts = members.map((member) => JSON.stringify(member));
  return members.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}
