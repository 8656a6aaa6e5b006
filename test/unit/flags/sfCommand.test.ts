import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const folder = join(import.meta.dirname, '..', '..', '..', 'src', 'commands');

describe('every command', () => {
  it('cleans its errors: it extends the SfCommand of src/flags, not the one of the CLI', async () => {
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(10);
    const texts = await Promise.all(files.map(async (name) => readFile(join(folder, name), 'utf8')));
    const wrong = files.filter(
      (_, index) => !/import \{ SfCommand \} from '(\.\.\/)+flags\/sfCommand\.js';/.test(texts[index] ?? ''),
    );
    expect(wrong).toEqual([]);
  });
});
