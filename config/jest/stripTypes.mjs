import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

/**
 * A Jest transform that blanks the types out. Lines and columns stay as they are, so stack traces need no source map;
 * `sourceUrl` is left out because coverage loses files with it.
 */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
  getCacheKey: (source, file) =>
    createHash('sha256').update(process.version).update('\0').update(file).update('\0').update(source).digest('hex'),
};
