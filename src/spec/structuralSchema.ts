import type { JsonSchema } from '../catalog/codec.js';
import { formatPatterns } from '../catalog/codecs/text.js';
import type { structuralKeys } from './checkStructure.js';
import { memberNames, typeNames } from './memberNames.js';

/** A rule that a spec can waive. */
export type WaivableRule = { readonly id: string; readonly summary: string };

/** The keys of a spec that stand for no element, as JSON Schema; explanations and the reference page read it, too. */
export function structuralSchema(
  rules: readonly WaivableRule[],
): Readonly<Record<(typeof structuralKeys)[number], JsonSchema>> {
  return {
    name: {
      type: 'string',
      description:
        'API name of the app, which every component refers to: at most 80 letters, digits and underscores, a letter first, no double or trailing underscore. The app of an installed package is called <namespace>__<name>. Never a variable.',
      pattern: formatPatterns.apiName,
      maxLength: 97,
      examples: ['Order_Sync'],
    },
    variables: {
      type: 'object',
      description:
        'Values that differ from org to org, written ${name} in any value. They come from --set, from --values files, from the environment (runAsUser reads ECA_RUN_AS_USER) or from the default here.',
      examples: [{ runAsUser: { description: 'Integration user of this org' } }],
      propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_]*$' },
      additionalProperties: variableSchema,
    },
    lint: {
      type: 'object',
      description: 'Findings of rules that the owner of the app accepts.',
      examples: [{ ignore: [{ rule: 'permitted-users/self-authorize', reason: 'Every employee uses this app' }] }],
      additionalProperties: false,
      properties: {
        ignore: {
          type: 'array',
          description: 'The accepted findings; each stays visible as a note.',
          items: waiverSchema(rules),
        },
      },
    },
    metadata: {
      type: 'object',
      description:
        'Where the components of the app differ from what the plugin would write by itself; import writes these keys.',
      examples: [{ names: { ExtlClntAppOauthSettings: 'Order_Sync_oauthSettings' } }],
      additionalProperties: false,
      properties: {
        names: {
          ...textsByMember(),
          description: 'Member names of components, by type, where they are not the usual ones.',
        },
        labels: {
          ...textsByMember(),
          description: 'Labels of components, by type, where they differ from the member name.',
        },
        only: {
          type: 'array',
          description: 'Limits the spec to these types: others are neither written, compared, deleted nor required.',
          items: { enum: typeNames },
        },
        extra: {
          type: 'object',
          description:
            'Elements, by type, that this version of the plugin does not know, written as they stand: text, a map of sub-elements, or a list of either for a repeated element.',
          propertyNames: { enum: memberNames },
          additionalProperties: { type: 'object', additionalProperties: { $ref: '#/definitions/extraElement' } },
        },
      },
    },
  };
}

/** What the schema refers to by `$ref`. */
export const definitions: Readonly<Record<string, JsonSchema>> = {
  extraElement: {
    description: 'Text; a map for sub-elements; a list of either for a repeated element.',
    anyOf: [{ $ref: '#/definitions/extraItem' }, { type: 'array', items: { $ref: '#/definitions/extraItem' } }],
  },
  extraItem: {
    anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: { $ref: '#/definitions/extraElement' } }],
  },
};

const variableSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    description: { type: 'string', description: 'What to give, for the person who has to give it.' },
    default: {
      type: ['string', 'number', 'boolean'],
      description: 'The value when nothing else gives one; without it a value is required.',
    },
    secret: {
      type: 'boolean',
      default: false,
      description: 'Hides the value in every output; it then has no default.',
    },
  },
  examples: [{ description: 'Integration user of this org' }],
};

function waiverSchema(rules: readonly WaivableRule[]): JsonSchema {
  const known =
    rules.length === 0
      ? {}
      : { enum: rules.map(({ id }) => id), enumDescriptions: rules.map(({ summary }) => summary) };
  return {
    type: 'object',
    additionalProperties: false,
    required: ['rule', 'reason'],
    properties: {
      rule: { type: 'string', ...known, description: 'The rule whose finding is accepted.' },
      reason: { type: 'string', minLength: 1, description: 'Why, for the next reader.' },
      until: {
        type: 'string',
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        description: 'The last day of the waiver, YYYY-MM-DD in UTC; the finding returns after it.',
        examples: ['2027-03-31'],
      },
    },
  };
}

/** The header has no name and no label of its own under `metadata`: it is called as the app is. */
function textsByMember(): JsonSchema {
  return {
    type: 'object',
    propertyNames: { enum: memberNames.filter((name) => name !== 'ExternalClientApplication') },
    additionalProperties: { type: 'string', minLength: 1 },
  };
}
