import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npmProgram, projectRoot } from './paths.js';
import { runProgram } from './runProgram.js';
import { runSf, type SfHome } from './sfCli.js';

/** What `npm pack` puts into the package: paths with `/`, and the size of all files in bytes. */
export type Package = {
  readonly files: readonly string[];
  readonly unpackedSize: number;
  /** Absolute path of the tarball; with `dryRun` nothing is there. */
  readonly tarball: string;
};

/** Packs the plugin as it was built last into a folder. Throws with the output of npm when that fails. */
export async function packPlugin(home: SfHome, { dryRun = false } = {}): Promise<Package> {
  const args = [
    'pack',
    '--json',
    '--ignore-scripts',
    '--pack-destination',
    home.path,
    ...(dryRun ? ['--dry-run'] : []),
  ];
  const { stdout, stderr, status } = await runProgram([npmProgram, ...args], { cwd: projectRoot, env: home.env });
  if (status !== 0) throw new Error(stdout + stderr);
  type Packed = { files: { path: string }[]; unpackedSize: number; filename: string };
  const [packed] = JSON.parse(stdout) as Packed[];
  if (packed === undefined) throw new Error(`npm pack told nothing: ${stdout}`);
  return {
    files: packed.files.map(({ path }) => path),
    unpackedSize: packed.unpackedSize,
    tarball: join(home.path, packed.filename),
  };
}

/**
 * Installs a tarball as a user does, its dependencies from the registry that npm is set up for; the question for trust
 * is answered beforehand, because a test has no terminal. Throws with the output of sf when that fails.
 */
export async function installPackage(home: SfHome, tarball: string): Promise<void> {
  const url = pathToFileURL(tarball).href;
  const folder = join(home.path, '.config', 'sf');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'unsignedPluginAllowList.json'), JSON.stringify([url]));
  const env = { ...networkEnvironment(), XDG_CONFIG_HOME: join(home.path, '.config') };
  const { stdout, stderr, status } = await runSf(['plugins', 'install', url], { home, env, timeout: 240_000 });
  if (status !== 0) throw new Error(stdout + stderr);
}

/** How this computer reaches the registry: proxies, certificates, the user's settings and cache of npm. */
function networkEnvironment(): Readonly<Record<string, string>> {
  const names = Object.keys(process.env).filter((name) =>
    /^(npm_config_|https?_proxy|no_proxy|node_extra_ca)/i.test(name),
  );
  const settings = join(homedir(), '.npmrc');
  const cache = join(homedir(), '.npm');
  return {
    ...(existsSync(settings) ? { npm_config_userconfig: settings } : {}),
    ...(existsSync(cache) ? { npm_config_cache: cache } : {}),
    npm_config_prefer_offline: 'true',
    ...Object.fromEntries(names.map((name) => [name, process.env[name] ?? ''])),
  };
}
