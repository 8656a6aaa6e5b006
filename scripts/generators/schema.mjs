import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ruleExplanation } from '../../src/report/ruleExplanation.ts';
import { rules } from '../../src/rules/rules.ts';
import { jsonSchema } from '../../src/spec/jsonSchema.ts';
import { root } from '../runNode.mjs';

/** The JSON Schema of a spec, which the package ships and `sf eca init` puts beside a new spec. */
export default {
  async files() {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const waivable = rules.map(ruleExplanation).filter((rule) => rule.waivable);
    const schema = jsonSchema({
      pluginVersion: version,
      rules: waivable.map(({ id, title }) => ({ id, summary: title })),
    });
    return [{ path: 'config/eca.schema.json', text: `${JSON.stringify(schema, null, 2)}\n` }];
  },
};
