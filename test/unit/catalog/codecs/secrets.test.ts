import { describe, expect, it } from '@jest/globals';
import { secretFile, secretText } from '../../../../src/catalog/codecs/secrets.js';

const context = {
  apiVersion: 66,
  fileContent: (path: string) => (path === 'keys/push.p8' ? Buffer.from('secret') : undefined),
};

describe('secretFile', () => {
  it('writes the base64 of the file, or the text of a variable as it is', () => {
    expect(secretFile().write('keys/push.p8', ['signingKey'], context)).toEqual([
      { name: 'signingKey', content: 'c2VjcmV0' },
    ]);
    expect(secretFile().write('c2VjcmV0', ['signingKey'], context)).toEqual([
      { name: 'signingKey', content: 'c2VjcmV0' },
    ]);
  });

  it('reads the base64', () => {
    expect(secretFile().read([{ name: 'signingKey', content: ' c2VjcmV0 ' }], ['signingKey'])).toEqual({
      value: 'c2VjcmV0',
    });
  });

  it('refuses what is no text, is empty or is too long', () => {
    expect(secretFile().check(1, 66)).toMatchObject([{ rule: 'shape/wrong-kind', tokens: { expected: 'secretFile' } }]);
    expect(secretFile().check('', 66)).toMatchObject([{ rule: 'shape/empty-value' }]);
    expect(secretFile({ maxLength: 8000 }).check('x'.repeat(8001), 66)).toMatchObject([{ rule: 'shape/too-long' }]);
  });
});

describe('secretText', () => {
  it('writes and reads the text', () => {
    expect(secretText().write('hunter2', ['password'], context)).toEqual([{ name: 'password', content: 'hunter2' }]);
    expect(secretText().read([{ name: 'password', content: 'hunter2' }], ['password'])).toEqual({ value: 'hunter2' });
  });

  it('refuses what is no text', () => {
    expect(secretText().check(1234, 66)).toMatchObject([
      { rule: 'shape/wrong-kind', tokens: { expected: 'secretText' } },
    ]);
  });

  it('lets an editor accept nothing but a variable', () => {
    const pattern = new RegExp(String(secretText().schema.pattern));
    expect(pattern.test('${apnsPassword}')).toBe(true);
    expect(pattern.test('hunter2')).toBe(false);
  });
});
