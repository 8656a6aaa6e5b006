import type { FileFinding } from '../source/fileFinding.js';
import type { Range } from '../source/finding.js';

/** Texts that are secrets wherever they stand, also in a file that cannot be parsed. */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // Session ids, refresh tokens and JWTs of Salesforce.
  /\b00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{20,}/g,
  /\b5Aep[A-Za-z0-9._]{20,}/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*/g,
  /\bforce:\/\/[^\s"']+/g,
  /(?<=\b(?:consumerSecret|clientSecret|password)["']?\s*:\s*)(?!\$\{)[^\s#].*/gi,
];

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
      return [file, shapes.reduce((masked, shape) => masked.replace(shape, stars), byPlace)];
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
