import { describe, expect, it } from '@jest/globals';
import { SfError } from '@salesforce/core/sfError';
import { harmlessError } from '../../../src/report/harmlessError.js';

const token = `00D${'x'.repeat(12)}!AQ${'y'.repeat(60)}`;

describe('an error on its way out', () => {
  it('holds no secret and no command in message, actions, stack or causes', () => {
    const root = new Error(`root \u001b[2J ${token}`);
    const middle = new Error('::error::middle', { cause: root });
    const error = new SfError(`outer\n::error::pwned ${token}`, 'Outer', [`do\u202E ${token}`], 1, middle);
    // A stack is made when somebody first asks for it, as a logger does, and then keeps the text of that moment.
    for (const one of [error, middle, root]) expect(one.stack).toContain(one.message);
    const same = harmlessError(error);
    expect(same).toBe(error);
    expect(error.message).toMatch(/^outer\n\\u003a:error::pwned \S+$/);
    expect(error.actions?.[0]).toMatch(/^do\\u202e \S+$/);
    expect(middle.message).toBe('\\u003a:error::middle');
    expect(root.message).toMatch(/^root \\u001b\[2J \S+$/);
    for (const { message, stack = '' } of [error, middle, root]) expect(`${message}${stack}`).not.toContain(token);
  });

  it('takes a chain of causes that never ends, and an error that cannot be changed', () => {
    const error = new Error('a\u001bb');
    error.cause = error;
    expect(harmlessError(error).message).toBe('a\\u001bb');
    const frozen = Object.freeze(new Error('a\u001bb'));
    expect(harmlessError(frozen)).toBe(frozen);
  });

  it('holds no value that is known to be secret', () => {
    const known = new Error('Invalid URL: https://x/hunter22', { cause: 'hunter22' });
    expect(known.stack).toContain('hunter22');
    const error = harmlessError(known, ['hunter22']);
    expect([error.message, error.cause, error.stack?.includes('hunter22')]).toEqual([
      'Invalid URL: https://x/[REDACTED]',
      '[REDACTED]',
      false,
    ]);
  });
});
