import type { FileFinding } from '../source/fileFinding.js';
import type { Range } from '../source/finding.js';
import { maskSecretShapes } from '../source/secretPatterns.js';

/** A secret without a shape of its own: only its key or its element gives it away. */
const named =
  /(?<=\bpassword["']?\s*:\s*)(?!\$\{)[^\s#].*|(?<=<(?:consumerSecret|password|signingKey|serviceAccount)\s*>)[^<]+/gi;

/** The texts with every known secret replaced by stars of the same length, so that lines and columns stay. */
export function maskSecrets(
  texts: ReadonlyMap<string, string>,
  findings: readonly FileFinding[],
): ReadonlyMap<string, string> {
  return new Map(
    [...texts].map(([file, text]) => {
      const ranges = findings
        .filter(({ file: at, finding, document }) => at === file && finding.secret === true && document !== undefined)
        .flatMap(({ finding, document }) => (document === undefined ? [] : [document.locate(finding.path, 'value')]));
      const byPlace = ranges.reduce(maskRange, text);
      return [file, maskSecretShapes(byPlace).replace(named, stars)];
    }),
  );
}

function stars(text: string): string {
  return text.replace(/[^\r\n]/g, '*');
}

function maskRange(text: string, { line, column, endLine, endColumn }: Range): string {
  const lines = text.split('\n');
  for (let number = line; number <= endLine; number += 1) {
    const content = lines[number - 1] ?? '';
    const from = number === line ? column - 1 : 0;
    const to = number === endLine ? endColumn - 1 : content.length;
    lines[number - 1] = content.slice(0, from) + stars(content.slice(from, to)) + content.slice(to);
  }
  return lines.join('\n');
}
