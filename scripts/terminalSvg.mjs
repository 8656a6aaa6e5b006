/** Colours of text by the code that switches them on (SGR), on a dark ground. */
const colours = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
  90: '#8b949e',
};
const [cellWidth, lineHeight, padding, bar] = [8.4, 20, 18, 34];

/**
 * A picture of a terminal with what a program printed, colours included. Long lines break at `columns`, as in a
 * terminal; the same text gives the same bytes.
 */
export function terminalSvg(text, { columns = 100, title }) {
  const lines = text
    .trimEnd()
    .split('\n')
    .flatMap((line) => wrap(readLine(line), columns));
  const width = Math.ceil(columns * cellWidth + 2 * padding);
  const height = lines.length * lineHeight + bar + padding;
  const dots = ['#ff5f56', '#ffbd2e', '#27c93f'].map(
    (fill, index) => `<circle cx="${padding + index * 20}" cy="18" r="6" fill="${fill}"/>`,
  );
  const rows = lines
    .map((runs, index) => textRow(runs, bar + (index + 1) * lineHeight - 5))
    .filter((row) => row !== '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...dots,
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">',
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** A line as characters, each with the style that it has: `{character, bold, dim, colour}`. */
function readLine(line) {
  let style = {};
  return line.split('\u001b[').flatMap((part, index) => {
    const [, codes, text] = index === 0 ? ['', '', part] : (/^([\d;]*)m(.*)$/.exec(part) ?? ['', '', '']);
    if (index > 0) style = (codes || '0').split(';').map(Number).reduce(switchStyle, style);
    return [...text].map((character) => ({ character, ...style }));
  });
}

function switchStyle(style, code) {
  if (code === 0) return {};
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 39) return { ...style, colour: undefined };
  return code in colours ? { ...style, colour: colours[code] } : style;
}

function wrap(cells, columns) {
  const count = Math.max(1, Math.ceil(cells.length / columns));
  return Array.from({ length: count }, (_, index) => cells.slice(index * columns, (index + 1) * columns));
}

/** One line: each stretch of one style stands at its own place, so that no font can shift the columns. */
function textRow(cells, y) {
  const stretches = [];
  for (const [column, { character, bold, dim, colour }] of cells.entries()) {
    const attributes = `${colour ? ` fill="${colour}"` : ''}${bold ? ' font-weight="700"' : ''}${dim ? ' opacity="0.65"' : ''}`;
    const last = stretches.at(-1);
    if (last?.attributes === attributes) last.text += character;
    else stretches.push({ column, attributes, text: character });
  }
  const shown = stretches.filter(({ text }) => text.trim() !== '');
  return shown.map(({ column, attributes, text }) => stretch(column, attributes, text, y)).join('\n');
}

function stretch(column, attributes, text, y) {
  const lead = text.length - text.trimStart().length;
  const body = text.trim();
  const x = number(padding + (column + lead) * cellWidth);
  const length = number([...body].length * cellWidth);
  return `<text x="${x}" y="${y}" textLength="${length}" xml:space="preserve"${attributes}>${escape(body)}</text>`;
}

function number(value) {
  return String(Math.round(value * 10) / 10);
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
