import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SfCommand } from '../../../src/flags/sfCommand.js';

const sentence = 'A sentence of some words that does not fit into forty columns';

class Probe extends SfCommand<null> {
  public async run(): Promise<null> {
    await this.parse(Probe);
    this.log(sentence);
    this.logToStderr(sentence);
    this.logDocument(sentence);
    return null;
  }
}

describe('text of a command', () => {
  const written: string[] = [];
  const before = [process.stdout, process.stderr].map(({ isTTY, columns }) => ({ isTTY, columns }));

  /** What a terminal of this width, or a pipe, gets from a command. */
  async function shown(isTTY: boolean, columns: number): Promise<string> {
    for (const stream of [process.stdout, process.stderr]) Object.assign(stream, { isTTY, columns });
    await Probe.run([], join(import.meta.dirname, '..', '..', '..'));
    return written.join('');
  }

  beforeEach(() => {
    written.length = 0;
    const collect = (text: string | Uint8Array): boolean => written.push(String(text)) > 0;
    for (const stream of [process.stdout, process.stderr]) jest.spyOn(stream, 'write').mockImplementation(collect);
    for (const name of ['log', 'error'] as const)
      jest.spyOn(console, name).mockImplementation((text) => void written.push(`${String(text)}\n`));
  });

  afterEach(() => {
    jest.restoreAllMocks();
    for (const [index, stream] of [process.stdout, process.stderr].entries()) Object.assign(stream, before[index]);
  });

  it('is broken between words on a terminal, except in a document', async () => {
    const broken = 'A sentence of some words that does not\nfit into forty columns\n';
    expect(await shown(true, 40)).toBe(`${broken}${broken}${sentence}\n`);
  });

  it('is left alone in a pipe, and on a terminal that does not know its width', async () => {
    expect(await shown(false, 40)).toBe(`${sentence}\n`.repeat(3));
    written.length = 0;
    expect(await shown(true, 0)).toBe(`${sentence}\n`.repeat(3));
  });
});
