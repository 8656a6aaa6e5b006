import { describe, expect, it } from '@jest/globals';
import { jsonSchema } from '../../../src/spec/jsonSchema.js';
import { schemaVersionOf } from '../../../src/spec/schemaVersion.js';

describe('schemaVersionOf', () => {
  it('finds the plugin version in a schema of this plugin', () => {
    expect(schemaVersionOf(JSON.stringify(jsonSchema({ pluginVersion: '1.2.3', rules: [] })))).toBe('1.2.3');
  });

  it.each(['', '{', '[]', 'null', '{}', '{"x-plugin-version": 1}'])('finds nothing in %j', (text) => {
    expect(schemaVersionOf(text)).toBeUndefined();
  });
});
