import type { Problem } from '../problem.js';
import { visibleLines } from '../problemMessages.js';

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/**
 * Problems as workflow commands, one a line, which GitHub shows beside the changed lines; waived ones are left out.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubAnnotations(problems: readonly Problem[]): string {
  return problems
    .filter(({ waived }) => waived === undefined)
    .map(annotation)
    .join('\n');
}

function annotation({ severity, file, line, column, endLine, endColumn, rule, message, actions }: Problem): string {
  // GitHub shows columns of one line only.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const properties = Object.entries({ file, line, endLine, ...columns, title: rule })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${commands[severity]} ${properties}::${escapeData([message, ...actions.map((action) => `- ${action}`)].join('\n'))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(visibleLines(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
