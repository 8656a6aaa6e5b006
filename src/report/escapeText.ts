import { visible } from './problemMessages.js';

/** Text of others inside Markdown: nothing in it can start markup, a table cell, a link or HTML. */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[\\`*[\]|~#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (character) => `\\${character}`)
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text of others inside HTML, also inside a quoted attribute; control characters are made visible. */
export function htmlText(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
