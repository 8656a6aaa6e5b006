import type { InventoryEntry } from '../operations/takeInventory.js';
import { markdownText } from './escapeText.js';
import { inventoryFacts, inventoryTitle } from './inventoryFacts.js';

/** The inventory as Markdown: a table of all apps, and a section per app. */
export function inventoryMarkdown(entries: readonly InventoryEntry[]): string {
  const cell = (text: string): string => markdownText(text);
  const overview = entries.map(
    ({ name, contactEmail, scopes, permittedUsers }) =>
      `| ${[name, contactEmail, scopes.map(({ scope }) => scope).join(', '), permittedUsers].map(cell).join(' | ')} |`,
  );
  const sections = entries.flatMap((entry) => [
    '',
    `## ${cell(entry.name)}`,
    '',
    '| what | value |',
    '|---|---|',
    ...inventoryFacts(entry).map(({ what, values }) => `| ${cell(what)} | ${values.map(cell).join('<br>')} |`),
  ]);
  return [
    `# ${inventoryTitle}`,
    '',
    '| app | contact | scopes | permitted users |',
    '|---|---|---|---|',
    ...overview,
    ...sections,
    '',
  ].join('\n');
}
