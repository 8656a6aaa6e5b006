/** A fenced block of a page: `sh` is run, `console` is run and its output compared, `yaml` may be a spec. */
export type Block = {
  readonly language: string;
  readonly text: string;
  /** Line of its first line, counted from 1. */
  readonly line: number;
  /** What the comments right in front of it say: `<!-- not run: why -->`, `<!-- first: command -->`. */
  readonly marks: readonly string[];
};

/** A link to a place of this repository, as written. */
export type Link = { readonly target: string; readonly line: number };

/** The fenced blocks of a page, in order. */
export function readBlocks(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let marks: string[] = [];
  let open: { language: string; lines: string[]; line: number } | undefined;
  for (const [index, line] of page.split('\n').entries()) {
    const fence = /^```(\S*)/.exec(line);
    const mark = /^<!-- (.+) -->$/.exec(line)?.[1];
    if (open !== undefined && fence === null) open.lines.push(line);
    else if (open !== undefined) {
      blocks.push({ language: open.language, text: open.lines.join('\n'), line: open.line, marks });
      open = undefined;
      marks = [];
    } else if (fence !== null) open = { language: fence[1] ?? '', lines: [], line: index + 2 };
    else if (mark !== undefined) marks.push(mark);
    else if (line.trim() !== '') marks = [];
  }
  if (open !== undefined) throw new Error(`The block at line ${open.line} does not end.`);
  return blocks;
}

/** The links of a page that lead to files of this repository, outside fenced blocks. */
export function readLinks(page: string): readonly Link[] {
  const fenced = /^```[\s\S]*?^```/gm;
  const text = page.replace(fenced, (block) => '\n'.repeat(block.split('\n').length - 1));
  return text.split('\n').flatMap((line, index) => {
    const targets = [...line.matchAll(/\]\(([^)\s]+)\)|<img [^>]*src="([^"]+)"/g)].map(
      ([, link, image]) => link ?? image ?? '',
    );
    return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => ({ target, line: index + 1 }));
  });
}

/** The anchors that GitHub gives the headings of a page. */
export function readAnchors(page: string): readonly string[] {
  const headings = [...page.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(
    ([, heading]) => heading ?? '',
  );
  const anchors = headings.map((heading) => {
    const words = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase();
    return words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
  });
  return anchors.map((anchor, index) => {
    const before = anchors.slice(0, index).filter((other) => other === anchor).length;
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

/** The commands of a `console` block, each with the output that the page shows. */
export function readSession(text: string): readonly { readonly command: string; readonly output: string }[] {
  const steps: { command: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const last = steps.at(-1);
    if (line.startsWith('$ ')) steps.push({ command: line.slice(2), lines: [] });
    else if (last === undefined) throw new Error(`"${line}" stands before the first "$ command"`);
    else if (last.lines.length === 0 && last.command.endsWith('\\')) last.command += `\n${line}`;
    else last.lines.push(line);
  }
  return steps.map(({ command, lines }) => ({ command, output: lines.join('\n').trim() }));
}

/** Whether the output of a command is what a page shows: a line `…` stands for any lines, times may differ. */
export function showsOutput(shown: string, output: string): boolean {
  const plain = (text: string): string =>
    text
      .replace(/[ \t]+$/gm, '')
      .replace(/\b\d+(\.\d+)? ?m?s\b/g, '[time]')
      .trim();
  const parts = plain(shown)
    .split(/^…$/m)
    .map((part) => part.trim().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`).test(plain(output));
}
