import { access, constants, open, readFile, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { errorCode } from './errorCode.js';
import { gitIgnored } from './gitIgnored.js';
import { readSecretText, secretText, type SecretFormat } from './secretText.js';
import { SinkFailure, type SecretSink, type StoredPair } from './secretSink.js';

/**
 * A new file that only its owner may read (mode 0600), at an absolute path. Never replaces a file, and never writes where
 * git would take the file into a commit.
 */
export function fileSink(path: string, format: SecretFormat): SecretSink {
  return {
    file: path,
    check: async (allowed) => {
      const folder = await realpath(dirname(path)).catch(() => undefined);
      if (folder === undefined) throw new SinkFailure('file-folder', { file: path, folder: dirname(path) });
      if ((await isInWorkTree(folder)) && (await gitIgnored(join(folder, basename(path)))) !== true)
        throw new SinkFailure('file-in-git', { file: path });
      if (await isFolder(path)) throw new SinkFailure('file-is-folder', { file: path });
      if (allowed !== 'same-pair' && (await exists(path))) throw new SinkFailure('file-exists', { file: path });
      await access(folder, constants.W_OK).catch((error: unknown) => {
        throw new SinkFailure('file-unwritable', { file: path, code: errorCode(error) });
      });
    },
    store: async (pair) => {
      if (await exists(path)) {
        if (await holds(path, pair)) return;
        throw new SinkFailure('file-exists', { file: path });
      }
      await write(path, secretText(pair, format));
    },
    readBack: async (pair) => holds(path, pair),
  };
}

async function write(path: string, text: string): Promise<void> {
  let isOurs = false;
  try {
    const handle = await open(path, 'wx', 0o600);
    isOurs = true;
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isOurs) await rm(path, { force: true });
    const code = errorCode(error);
    throw new SinkFailure(code === 'EEXIST' ? 'file-exists' : 'file-unwritable', { file: path, code });
  }
}

async function holds(path: string, pair: StoredPair): Promise<boolean> {
  const read = readSecretText(await readFile(path, 'utf8').catch(() => ''));
  return read?.consumerKey === pair.consumerKey && read.consumerSecret === pair.consumerSecret;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Looks for `.git` itself: where git is missing or refuses to work, a file can still be committed later. */
async function isInWorkTree(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    if (await exists(join(at, '.git'))) return true;
    if (at === parse(at).root) return false;
  }
}
