import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../problem.js';
import type { RuleExplanation } from '../ruleExplanation.js';

const levels = { error: 'error', warning: 'warning', note: 'note' } as const;

/**
 * Problems as a SARIF 2.1.0 log, which code scanning services read; waived problems are there as suppressed.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(problems: readonly Problem[], rules: readonly RuleExplanation[], version: string): string {
  const known = new Set(rules.map(({ id }) => id));
  const others = [...new Set(problems.map(({ rule }) => rule))].filter((rule) => !known.has(rule)).toSorted();
  const descriptors = [...rules.map(descriptor), ...others.map(shapeDescriptor)];
  const indexes = new Map(descriptors.map(({ id }, index) => [id, index]));
  const run = {
    tool: {
      driver: {
        name: 'sf-plugin-eca',
        version,
        informationUri: 'https://www.npmjs.com/package/sf-plugin-eca',
        rules: descriptors,
      },
    },
    columnKind: 'utf16CodeUnits',
    results: problems.map((problem) => result(problem, indexes.get(problem.rule) ?? 0)),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return JSON.stringify(log, null, 2);
}

type Descriptor = { readonly id: string };

function descriptor({ id, title, reason, actions, source, severity, profiles }: RuleExplanation): Descriptor {
  const remedy = actions.map((action) => `- ${action}`).join('\n');
  return {
    id,
    ...{ shortDescription: { text: `${title}.` }, fullDescription: { text: reason } },
    ...{ help: { text: `${reason}\n\n${remedy}`, markdown: `${reason}\n\n${remedy}\n\n[Source](${source})` } },
    ...{
      helpUri: source,
      defaultConfiguration: { level: levels[severity] },
      properties: { tags: ['security', ...profiles] },
    },
  };
}

/** Checks of the shape of a file have no page of their own: their sentence says it all. */
function shapeDescriptor(id: string): Descriptor {
  const text = `${id.split('/').join(': ').replaceAll('-', ' ')}.`;
  return {
    id,
    ...{ shortDescription: { text }, help: { text: `sf eca explain ${id}` }, defaultConfiguration: { level: 'error' } },
  };
}

function result(
  { rule, severity, message, actions, file, line, column, endLine, endColumn, waived }: Problem,
  ruleIndex: number,
): object {
  const uri = isAbsolute(file) ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/');
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: [message, ...actions.map((action) => `- ${action}`)].join('\n') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    ...(waived === undefined ? {} : { suppressions: [{ kind: 'inSource', justification: waived.reason }] }),
  };
}
