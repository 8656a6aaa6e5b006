import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { askInTerminal } from '../../../src/flags/askInTerminal.js';
import type { Ask } from '../../../src/operations/askForInit.js';

/** Talks over a terminal whose input is this text; with `open` the input does not end. */
async function talk<Answers>(
  input: string,
  questions: (ask: Ask) => Promise<Answers>,
): Promise<{ answers: Answers; shown: string }> {
  const streams = { input: new PassThrough(), output: new PassThrough() };
  let shown = '';
  streams.output.setEncoding('utf8').on('data', (text: string) => (shown += text));
  streams.input.end(input);
  const answers = await askInTerminal('sf', questions, streams);
  return { answers, shown };
}

describe('askInTerminal', () => {
  it('shows questions and gives the lines as answers, also those that were pasted ahead', async () => {
    const { answers, shown } = await talk('One\nTwo\n', async (ask) => {
      const first = await ask({ kind: 'name', preset: 'Shop' });
      return [first, await ask({ kind: 'variable', variable: { name: 'mail', description: 'A mailbox' } })];
    });
    expect(answers).toEqual(['One', 'Two']);
    expect(shown).toBe('API name of the app (Enter for Shop): mail: A mailbox (Enter to leave it open): ');
  });

  it('shows the templates by number, and what was wrong about an answer', async () => {
    const templates = [
      { name: 'a', title: 'First', variables: [] },
      { name: 'bcd', title: 'Second', variables: [] },
    ];
    const { shown } = await talk('x\n1\n', async (ask) => {
      await ask({ kind: 'template', templates });
      return ask({ kind: 'template', templates, wrong: 'x' });
    });
    expect(shown).toBe(
      '  1  a    First\n  2  bcd  Second\n\nWhich template? Give its number or name: ' +
        'There is no template "x".\n\nWhich template? Give its number or name: ',
    );
  });

  it('is cancelled when the input ends before the answers do', async () => {
    const two = async (ask: Ask): Promise<string> => {
      await ask({ kind: 'name', preset: 'Shop' });
      return ask({ kind: 'name', preset: 'Shop' });
    };
    await expect(talk('One\n', two)).rejects.toMatchObject({ name: 'CancelledError', exitCode: 130 });
    await expect(talk('', two)).rejects.toMatchObject({ message: 'Cancelled: nothing was written.' });
  });
});
