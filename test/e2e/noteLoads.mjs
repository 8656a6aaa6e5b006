/**
 * Preloaded into a program: at its end it writes, to the file that ECA_NOTE_LOADS names, the modules that were loaded and how often
 * each file was read. Both are counted, because a second of time says nothing on a busy machine.
 */
import fs from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { resolve as resolvePath } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const target = process.env.ECA_NOTE_LOADS;
if (isMainThread && target) {
  const modules = new Set();
  const reads = {};
  const noted = (read) =>
    function (path, ...rest) {
      if (typeof path === 'string') reads[resolvePath(path)] = (reads[resolvePath(path)] ?? 0) + 1;
      return read.call(this, path, ...rest);
    };
  const { openSync, writeFileSync: write } = fs;
  fs.openSync = function (path, flags, ...rest) {
    const isRead = typeof flags === 'number' && (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) === 0;
    return (isRead ? noted(openSync) : openSync).call(this, path, flags, ...rest);
  };
  fs.readFileSync = noted(fs.readFileSync);
  fs.promises.readFile = noted(fs.promises.readFile);
  syncBuiltinESMExports();
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      modules.add(found.url);
      return found;
    },
  });
  process.on('exit', () => write(target, JSON.stringify({ modules: [...modules], reads })));
}
