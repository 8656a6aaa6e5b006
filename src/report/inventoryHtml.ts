import type { InventoryEntry } from '../operations/takeInventory.js';
import { htmlText } from './escapeText.js';
import { inventoryFacts, inventoryTitle } from './inventoryFacts.js';

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #767676;padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead th{background:#eee}tbody th{width:12rem;font-weight:600}ul{margin:0;padding-left:1.2rem}`;

/** The inventory as one HTML page that needs nothing from the network. */
export function inventoryHtml(entries: readonly InventoryEntry[]): string {
  const overview = entries.map(
    ({ name, contactEmail, scopes, permittedUsers }) =>
      `<tr><th scope="row"><a href="#${htmlText(name)}">${htmlText(name)}</a></th>${[contactEmail, scopes.map(({ scope }) => scope).join(', '), permittedUsers].map((text) => `<td>${htmlText(text)}</td>`).join('')}</tr>`,
  );
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${inventoryTitle}</title><style>${style}</style></head>`,
    '<body><main>',
    `<h1>${inventoryTitle}</h1>`,
    '<table><thead><tr><th scope="col">App</th><th scope="col">Contact</th><th scope="col">Scopes</th><th scope="col">Permitted users</th></tr></thead><tbody>',
    ...overview,
    '</tbody></table>',
    ...entries.map(section),
    '</main></body>',
    '</html>',
    '',
  ].join('\n');
}

function section(entry: InventoryEntry): string {
  const facts = inventoryFacts(entry).map(
    ({ what, values }) => `<tr><th scope="row">${htmlText(what)}</th><td>${list(values)}</td></tr>`,
  );
  return [
    `<h2 id="${htmlText(entry.name)}">${htmlText(entry.name)}</h2>`,
    '<table><tbody>',
    ...facts,
    '</tbody></table>',
  ].join('\n');
}

function list(values: readonly string[]): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return htmlText(only);
  return `<ul>${values.map((value) => `<li>${htmlText(value)}</li>`).join('')}</ul>`;
}
