import { describe, expect, it } from '@jest/globals';
import { wrapText } from '../../../src/report/wrapText.js';

describe('wrapText', () => {
  it('breaks between words and leaves what fits as it is', () => {
    expect(wrapText('short\n\none two three four', 10)).toBe('short\n\none two\nthree four');
  });

  it('puts the rest of a row below its last column, and of a list item below its text', () => {
    expect(wrapText('  + add      policies.startPage: none [startPage of A]', 40)).toBe(
      '  + add      policies.startPage: none\n             [startPage of A]',
    );
    expect(wrapText('  - Write requirePkce: true and try again.', 30)).toBe(
      '  - Write requirePkce: true\n    and try again.',
    );
    expect(wrapText('10. Write requirePkce: true and try again.', 30)).toBe(
      '10. Write requirePkce: true\n    and try again.',
    );
  });

  it('takes a gap far to the right as text', () => {
    expect(wrapText('one two three four  five six', 20)).toBe('one two three four\nfive six');
  });

  it('leaves a word that is too long, a code frame and a command in one piece', () => {
    const path = '  created   force-app/main/default/externalClientApps/Order_Sync.eca-meta.xml';
    const frame = '> 16 |   - a line of a spec that is longer than the terminal';
    const marks = '     |   ^^^^^ ^^^^^^^^^^^^ ^^^^^^^^^^^^';
    const command = '    sf eca verify --target-org one --spec eca/Order_Sync.eca.yaml';
    for (const line of [path, frame, marks, command]) expect(wrapText(line, 30)).toBe(line);
  });

  it('counts what is seen, not the bytes of colours', () => {
    expect(wrapText('\u001B[32m  - one\u001B[39m two three', 12)).toBe('\u001B[32m  - one\u001B[39m two\n    three');
    expect(wrapText('\u001B[1mone two\u001B[22m', 7)).toBe('\u001B[1mone two\u001B[22m');
  });
});
