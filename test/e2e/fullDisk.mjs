/**
 * Preloaded into a program (`node --import`): below the folder ECA_FULL_DISK every write stores half of its bytes and then fails as on a
 * full disk (ECA_DISK_FAULT=ENOSPC), or everything that changes the folder fails as on a read-only disk (EROFS).
 */
import { Buffer } from 'node:buffer';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';

const fs = createRequire(import.meta.url)('node:fs');
const folder = resolve(process.env.ECA_FULL_DISK ?? '/nowhere');
const isFull = process.env.ECA_DISK_FAULT !== 'EROFS';

const isBelow = (path) => typeof path === 'string' && resolve(path).startsWith(folder);
const isWrite = (flags) => /[wa+]/.test(String(flags ?? 'r'));
const fault = (call, path) => {
  const [code, words] = isFull ? ['ENOSPC', 'no space left on device'] : ['EROFS', 'read-only file system'];
  return Object.assign(new Error(`${code}: ${words}, ${call} '${path}'`), { code, syscall: call, path });
};
const half = (data) => Buffer.from(data).subarray(0, Math.floor(data.length / 2));

/** Replaces a function, with and without a promise, by one that fails for paths below the folder. */
function fail(name, at, before) {
  const [later, now] = [fs.promises[name], fs[`${name}Sync`]];
  fs.promises[name] = async (...args) => {
    if (!isBelow(args[at])) return later(...args);
    await before?.(later, args);
    throw fault(name, args[at]);
  };
  fs[`${name}Sync`] = (...args) => {
    if (!isBelow(args[at])) return now(...args);
    before?.(now, args);
    throw fault(name, args[at]);
  };
}

if (isFull) fail('writeFile', 0, (write, [path, data, ...rest]) => write(path, half(data), ...rest));
else {
  fail('writeFile', 0);
  fail('rename', 1);
  fail('rm', 0);
  const [mkdir, { mkdirSync }] = [fs.promises.mkdir, fs];
  fail('mkdir', 0);
  const [noMkdir, { mkdirSync: noMkdirSync }] = [fs.promises.mkdir, fs];
  fs.promises.mkdir = async (path, ...rest) => (fs.existsSync(path) ? mkdir : noMkdir)(path, ...rest);
  fs.mkdirSync = (path, ...rest) => (fs.existsSync(path) ? mkdirSync : noMkdirSync)(path, ...rest);
}

const { open } = fs.promises;
fs.promises.open = async (path, flags, ...rest) => {
  if (!isBelow(path) || !isWrite(flags)) return open(path, flags, ...rest);
  if (!isFull) throw fault('open', path);
  const handle = await open(path, flags, ...rest);
  const store = handle.writeFile.bind(handle);
  handle.writeFile = async (data) => {
    await store(half(data));
    throw fault('write', path);
  };
  return handle;
};
syncBuiltinESMExports();
