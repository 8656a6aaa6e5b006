/**
 * The fake org as a program: `node test/fakeOrg/main.ts [options]` (Node 22.18 or newer, which strips types by itself).
 *
 * The sources name each other with `.js`, as tsc wants it; the project's own hook makes Node find the `.ts` files, so that
 * neither a build nor a loader is needed.
 */
await import(new URL('../../scripts/typescriptHooks.mjs', import.meta.url).href);
const { runProgram } = await import('./runProgram.js');
await runProgram(process.argv.slice(2));
