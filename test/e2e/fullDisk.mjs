/**
 * Preloaded into a program (`node --import`): below the folder ECA_FULL_DISK every write stores half of its bytes and then fails as on a
 * full disk (ECA_DISK_FAULT=ENOSPC), or everything that changes the folder fails as on a read-only disk (EROFS) or without permission
 * (EACCES). With ECA_DISK_FAULT=LATE the disk gets full when the second file is renamed to its place.
 */
import { Buffer } from 'node:buffer';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';

const fs = createRequire(import.meta.url)('node:fs');
const folder = resolve(process.env.ECA_FULL_DISK ?? '/nowhere');
const kind = process.env.ECA_DISK_FAULT ?? 'ENOSPC';
const isFull = kind === 'ENOSPC' || kind === 'LATE';
const words = {
  ENOSPC: 'no space left on device',
  EROFS: 'read-only file system',
  EACCES: 'permission denied',
};

const isBelow = (path) => typeof path === 'string' && resolve(path).startsWith(folder);
const isWrite = (flags) => /[wa+]/.test(String(flags ?? 'r'));
const fault = (call, path) => {
  const code = isFull ? 'ENOSPC' : kind;
  return Object.assign(new Error(`${code}: ${words[code]}, ${call} '${path}'`), { code, syscall: call, path });
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

function fillDisk() {
  fail('writeFile', 0, (write, [path, data, ...rest]) => write(path, half(data), ...rest));
}

/** Replaces the first file, then has no place for anything: neither for a name that is new nor for bytes. */
function fillLate() {
  const { renameSync, linkSync } = fs;
  let replaced = 0;
  fs.renameSync = (from, to) => {
    const isInPlace = isBelow(to) && !to.endsWith('.tmp') && from.endsWith('.tmp');
    if (isInPlace && replaced === 1) {
      replaced += 1;
      fillDisk();
      fs.linkSync = (path, ...rest) => {
        if (!isBelow(path)) return linkSync(path, ...rest);
        throw fault('link', path);
      };
      syncBuiltinESMExports();
      throw fault('rename', to);
    }
    if (isInPlace) replaced += 1;
    renameSync(from, to);
  };
}

if (kind === 'LATE') fillLate();
else if (isFull) fillDisk();
else {
  const [mkdir, { mkdirSync }] = [fs.promises.mkdir, fs];
  fail('writeFile', 0);
  fail('rename', 1);
  fail('link', 1);
  fail('rm', 0);
  fail('mkdir', 0);
  const [noMkdir, { mkdirSync: noMkdirSync }] = [fs.promises.mkdir, fs];
  fs.promises.mkdir = async (path, ...rest) => (fs.existsSync(path) ? mkdir : noMkdir)(path, ...rest);
  fs.mkdirSync = (path, ...rest) => (fs.existsSync(path) ? mkdirSync : noMkdirSync)(path, ...rest);
}

const { open } = fs.promises;
fs.promises.open = async (path, flags, ...rest) => {
  if (kind === 'LATE' || typeof flags === 'number' || !isBelow(path) || !isWrite(flags))
    return open(path, flags, ...rest);
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
