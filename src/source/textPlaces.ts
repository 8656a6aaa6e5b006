import type { Range } from './finding.js';

/**
 * Gives the range of a stretch of a text by its offsets, which are moved into the text where they lie outside.
 * Counts the line breaks of the text itself: the parser misses those inside what it does not understand.
 */
export function textPlaces(text: string): (start: number, end: number) => Range {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return (start, end) => {
    const from = Math.max(0, Math.min(start, text.length));
    const [line, column] = placeOf(from, lineStarts);
    const [endLine, endColumn] = placeOf(Math.max(from, Math.min(end, text.length)), lineStarts);
    return { line, column, endLine, endColumn };
  };
}

/** 1-based line and column of an offset, by bisection. */
function placeOf(offset: number, lineStarts: readonly number[]): readonly [number, number] {
  let [low, high] = [0, lineStarts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - (lineStarts[low] ?? 0) + 1];
}
