import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** A home of the Salesforce CLI that belongs to one test: nothing in it touches the user's own sf. */
export type SfHome = {
  /** Absolute path of the home folder: sf keeps its state in `.sf`, `.sfdx`, `.local`, `.config` and `.cache` below. */
  readonly path: string;
  /** Absolute path of an empty folder outside the home, in which commands run unless told otherwise. */
  readonly work: string;
  /** The whole environment of a command; neither NO_COLOR nor FORCE_COLOR is set, and a pipe gets no colour. */
  readonly env: Readonly<Record<string, string>>;
};

const inherited = ['SystemRoot', 'COMSPEC', 'PATHEXT', 'TEMP', 'TMP', 'TMPDIR', 'LD_LIBRARY_PATH'];

/** Makes an empty home below the temporary folder of the test run, which the end of the run removes. */
export async function createSfHome(): Promise<SfHome> {
  const folder = await mkdtemp(join(process.env['ECA_TEST_RUN_DIR'] ?? tmpdir(), 'home-'));
  return makeHome(folder);
}

/** Makes, or finds again, the home in a folder that the caller has made. */
export async function makeHome(folder: string): Promise<SfHome> {
  const path = join(folder, 'home');
  const work = join(folder, 'work');
  await Promise.all([mkdir(path, { recursive: true }), mkdir(work, { recursive: true })]);
  const fromOutside = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    path,
    work,
    env: {
      ...Object.fromEntries(fromOutside),
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
      HOME: path,
      USERPROFILE: path,
      APPDATA: join(path, 'AppData', 'Roaming'),
      LOCALAPPDATA: join(path, 'AppData', 'Local'),
      OCLIF_DISABLE_LINKED_ESM_WARNING: 'true',
      SF_AUTOUPDATE_DISABLE: 'true',
      SF_DISABLE_LOG_FILE: 'true',
      SF_DISABLE_TELEMETRY: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    },
  };
}

/** Removes a home before the run ends: only needed where a test makes many. */
export async function removeSfHome(home: SfHome): Promise<void> {
  await rm(dirname(home.path), { recursive: true, force: true, maxRetries: 5 });
}
