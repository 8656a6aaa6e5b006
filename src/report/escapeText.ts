import { visible } from './problemMessages.js';

/** Text of others inside Markdown: nothing in it can start markup, a table cell, a link or HTML. */
export function markdownText(text: string): string {
  return htmlText(text).replace(/[\\`*_[\]|~#]/g, (character) => `\\${character}`);
}

/** Text of others inside HTML, also inside a quoted attribute; control characters are made visible. */
export function htmlText(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
