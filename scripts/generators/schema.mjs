import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import { rules } from '../../src/rules/rules.ts';
import { jsonSchema } from '../../src/spec/jsonSchema.ts';
import { root } from '../runNode.mjs';

Messages.importMessagesDirectory(root);
const words = Messages.loadMessages('sf-plugin-eca', 'rules');

/** The JSON Schema of a spec, which the package ships and `sf eca init` puts beside a new spec. */
export default {
  async files() {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const waivable = rules
      .filter(({ unwaivable }) => unwaivable !== true)
      .map(({ id }) => ({ id, summary: `${words.getMessage(`${id}.title`)}.` }));
    const schema = jsonSchema({ pluginVersion: version, rules: waivable });
    return [{ path: 'config/eca.schema.json', text: `${JSON.stringify(schema, null, 2)}\n` }];
  },
};
