import { resolve } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { switchFlag } from './credentialsFlags.js';
import { orgPath } from './orgPath.js';
import { specFlags } from './specFlags.js';
import { targetOrgsFlag } from './targetOrg.js';
import type { FlowName } from '../operations/flowResult.js';
import type { GivenPair } from '../operations/readClient.js';
import type { VerifyOptions } from './runVerify.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.verify');

/** The flags of `verify`. */
export const verifyFlags = {
  'target-org': targetOrgsFlag,
  ...specFlags,
  wait: Flags.integer({ char: 'w', min: 0, default: 30, summary: messages.getMessage('flags.wait.summary') }),
  flow: Flags.string({
    multiple: true,
    summary: messages.getMessage('flags.flow.summary'),
    description: messages.getMessage('flags.flow.description'),
  }),
  'key-file': Flags.string({ summary: messages.getMessage('flags.key-file.summary') }),
  'jwt-user': Flags.string({ dependsOn: ['key-file'], summary: messages.getMessage('flags.jwt-user.summary') }),
  'credentials-file': Flags.string({
    multiple: true,
    summary: messages.getMessage('flags.credentials-file.summary'),
    description: messages.getMessage('flags.credentials-file.description'),
  }),
  'enable-secret-access': switchFlag,
  'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary') }),
};

/** The flows that `--flow` names; words with hyphens count as the keys of a spec. */
export async function namedFlows(names: readonly string[] | undefined): Promise<readonly FlowName[] | undefined> {
  const { flowNames } = await import('../operations/flowResult.js');
  return names?.map((name) => {
    const key = name.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    const known = flowNames.find((one) => one.toLowerCase() === key.toLowerCase());
    if (known !== undefined) return known;
    throw Object.assign(messages.createError('error.flow', [name, flowNames.join(', ')]), { exitCode: 2 });
  });
}

/** The private key for JWT bearer and the user it acts for; undefined without a key file. */
export async function jwtKey(path: string | undefined, username: string | undefined): Promise<VerifyOptions['jwt']> {
  if (path === undefined) return undefined;
  const { readFileIfThere } = await import('../files/readFileIfThere.js');
  const bytes = await readFileIfThere(resolve(path));
  if (bytes === undefined) throw messages.createError('error.noKeyFile', [path]);
  return { privateKey: Buffer.from(bytes).toString('utf8'), username };
}

/** The pairs in the files for an org, by app in lower case; a file that names no app is for the only spec, `single`. */
export async function readCredentialsFiles(
  paths: readonly string[] | undefined,
  single: string | undefined,
  orgName: string,
): Promise<ReadonlyMap<string, GivenPair>> {
  const { readFileIfThere } = await import('../files/readFileIfThere.js');
  const { readSecretText } = await import('../files/secretText.js');
  const pairs = new Map<string, GivenPair>();
  for (const path of (paths ?? []).map((one) => orgPath(one, orgName))) {
    const bytes = await readFileIfThere(resolve(path));
    const pair = bytes === undefined ? undefined : readSecretText(Buffer.from(bytes).toString('utf8'));
    const name = pair?.name ?? single;
    if (pair === undefined || name === undefined) throw messages.createError('error.credentialsFile', [path]);
    pairs.set(name.toLowerCase(), pair);
  }
  return pairs;
}
