import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { askYesOrNo } from '../../../src/flags/askYesOrNo.js';

/** Asks over a terminal on which somebody types this. */
async function ask(
  typed: string,
  { ends = false, patience = 60_000 } = {},
): Promise<{ readonly answer: boolean; readonly shown: string }> {
  const input = new PassThrough();
  const output = new PassThrough();
  // Makes readline listen to single keys, as on a terminal.
  Object.assign(output, { isTTY: true });
  let shown = '';
  output.setEncoding('utf8').on('data', (text: string) => (shown += text));
  const answer = askYesOrNo('Deploy?', patience, { input, output });
  if (ends) input.end(typed);
  else input.write(typed);
  return { answer: await answer, shown };
}

describe('askYesOrNo', () => {
  it.each(['y\r', 'Y\r', 'yes\r'])('takes %j for a yes', async (typed) => {
    const { answer, shown } = await ask(typed);
    expect(answer).toBe(true);
    expect(shown).toContain('Deploy? (y/N) ');
  });

  it.each(['n\r', 'no\r', '\r'])('takes %j for a no', async (typed) => {
    expect((await ask(typed)).answer).toBe(false);
  });

  it('asks again after anything else', async () => {
    const { answer, shown } = await ask('perhaps\ry\r');
    expect(answer).toBe(true);
    expect(shown.split('Deploy? (y/N) ').length).toBeGreaterThan(2);
  });

  it('takes the end of the input and a person who does not answer for a no', async () => {
    expect((await ask('', { ends: true })).answer).toBe(false);
    expect((await ask('', { patience: 10 })).answer).toBe(false);
  });

  it('passes Ctrl-C on as the signal that it is elsewhere', async () => {
    let signals = 0;
    const listener = (): void => void (signals += 1);
    process.on('SIGINT', listener);
    try {
      expect((await ask('\u0003')).answer).toBe(false);
    } finally {
      process.removeListener('SIGINT', listener);
    }
    expect(signals).toBe(1);
  });
});
