import { Messages } from '@salesforce/core/messages';
import { markdownText } from './escapeText.js';
import type { MigratedAppResult } from './importResult.js';
import { counted } from './problemText.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.migrate');

/** A Markdown page about a migration: what it means for the clients, the steps, and for each app what is kept, changed and lost. */
export function migrationReport(apps: readonly MigratedAppResult[]): string {
  const steps = messages
    .getMessages('report.steps')
    .map((step, index) => `${index + 1}. ${step.replace(/(sf eca [^`]*)$/, '`$1`')}`);
  return (
    [
      `# ${messages.getMessage('report.title')}`,
      ...[`${counted(apps.length, 'connected app')}.`, messages.getMessage('report.unproven')],
      '## Consumer keys, secrets and users',
      messages.getMessage('report.keys'),
      '## Flows',
      messages.getMessage('report.flows'),
      '## Steps',
      steps.join('\n'),
      '## Apps',
      appTable(apps),
      ...apps.map(appSection),
    ].join('\n\n') + '\n'
  );
}

function appTable(apps: readonly MigratedAppResult[]): string {
  const rows = apps.map(
    ({ connectedApp, name, spec, kept, losses }) =>
      `| ${markdownText(connectedApp)} | ${markdownText(name)} | ${markdownText(spec)} | ${kept.length} | ${losses.length} |`,
  );
  return [
    '| connected app | External Client App | spec | elements kept | lost |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function appSection({ connectedApp, changed, losses, kept, state }: MigratedAppResult): string {
  const lost = losses.map(
    ({ element, value, severity, reason, advice }) =>
      `| ${markdownText(element)} | ${markdownText(cut(value))} | ${severity} | ${markdownText(reason)} | ${markdownText(advice)} |`,
  );
  return [
    `### ${markdownText(connectedApp)}`,
    ...(state === 'refused' ? ['Not written: see the messages of the command.'] : []),
    `Kept: ${kept.map(markdownText).join(', ')}.`,
    ...(changed.length === 0 ? [] : [changed.map(({ reason }) => `- ${markdownText(reason)}`).join('\n')]),
    ...(lost.length === 0
      ? ['Nothing is lost.']
      : [['| lost | value | severity | why | what to do |', '|---|---|---|---|---|', ...lost].join('\n')]),
  ].join('\n\n');
}

function cut(value: string): string {
  return value.length > 80 ? `${value.slice(0, 79)}…` : value;
}
