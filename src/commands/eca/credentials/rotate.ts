import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { agree, appFlags, openSinks, sinkFlags, switchFlag } from '../../../flags/credentialsFlags.js';
import { SfCommand } from '../../../flags/sfCommand.js';
import { targetOrgFlag } from '../../../flags/targetOrg.js';
import type { StagedPair } from '../../../org/credentialsPort.js';
import type { OpenedCredentials } from '../../../flags/openCredentials.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.credentials.rotate');

/** How far the rotation is; the secret is in the result only with `--show-secret`. */
export type EcaCredentialsRotateResult = {
  name: string;
  state: 'staged' | 'promoted' | 'finished' | 'cancelled';
  consumerKey: string;
  proof?: 'passed' | 'key-only' | 'not-possible' | 'waiting' | 'not-asked';
  old?: { key: string; state: string; expirationDate?: string };
  revokedKey?: string;
  secretFile?: string;
  consumerSecret?: string;
  nextSteps: string[];
};

/** Rotates the credentials of an app in stages. */
export default class EcaCredentialsRotate extends SfCommand<EcaCredentialsRotateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly flags = {
    'target-org': targetOrgFlag,
    ...appFlags,
    ...sinkFlags,
    finish: Flags.boolean({
      summary: messages.getMessage('flags.finish.summary'),
      exclusive: ['cancel', 'revoke-old'],
    }),
    cancel: Flags.boolean({ summary: messages.getMessage('flags.cancel.summary') }),
    'revoke-old': Flags.boolean({ summary: messages.getMessage('flags.revoke-old.summary') }),
    'use-staged': Flags.boolean({ summary: messages.getMessage('flags.use-staged.summary') }),
    wait: Flags.integer({ char: 'w', min: 0, default: 10, summary: messages.getMessage('flags.wait.summary') }),
    'enable-secret-access': switchFlag,
  };

  /** Asks what must be asked, then rotates, finishes or cancels. */
  public async run(): Promise<EcaCredentialsRotateResult> {
    const { flags } = await this.parse(EcaCredentialsRotate);
    const { withCredentials, withSwitch } = await import('../../../flags/openCredentials.js');
    const { switchText } = await import('../../../report/credentialsText.js');
    const { finish, cancel, name } = flags;
    const hasSink = flags['output-file'] !== undefined || flags['pipe-to'] !== undefined || flags['show-secret'];
    if (!finish && !cancel && !hasSink) throw Object.assign(messages.createError('error.needsSink'), { exitCode: 2 });
    const asked = { noPrompt: flags['no-prompt'], isJson: this.jsonEnabled() };
    const confirm = async (message: string): Promise<boolean> => this.confirm({ message, ms: 60_000 });
    if (cancel) await agree('question.cancel', [name], { ...asked, confirm });
    if (finish || flags['revoke-old']) await agree('question.revoke', [name], { ...asked, confirm });
    if (flags['show-secret']) await agree('question.show', [name], { ...asked, confirm });
    const onSwitch = (outcome: Parameters<typeof switchText>[0]): void => this.logToStderr(switchText(outcome));
    return withCredentials(flags['target-org'], async (opened) =>
      withSwitch(opened, { enable: flags['enable-secret-access'], onSwitch }, async (stopIfInterrupted) =>
        finish || cancel ? this.end(opened, flags) : this.rotate(opened, flags, stopIfInterrupted),
      ),
    );
  }

  private async end(opened: OpenedCredentials, flags: RotateFlags): Promise<EcaCredentialsRotateResult> {
    const { cancelRotation, finishRotation } = await import('../../../operations/endRotation.js');
    const key = flags['consumer-key'];
    const request = {
      name: flags.name,
      record: opened.recordOf(flags.name),
      ...(key === undefined ? {} : { consumerKey: key }),
    };
    const ended = await (flags.cancel ? cancelRotation : finishRotation)(opened.world, request);
    this.log(flags.cancel ? messages.getMessage('cancelled', [ended.name]) : messages.getMessage('step.revoked'));
    return { ...ended, nextSteps: [] };
  }

  private async rotate(
    opened: OpenedCredentials,
    flags: RotateFlags,
    stopIfInterrupted: () => void,
  ): Promise<EcaCredentialsRotateResult> {
    const { rotateCredentials } = await import('../../../operations/rotateCredentials.js');
    const { proveRotation } = await import('../../../flags/proveRotation.js');
    const { nextSteps, valueLines } = await import('../../../report/credentialsText.js');
    const { name, 'consumer-key': consumerKey, 'show-secret': show } = flags;
    if (opened.world.org.identity.sessionClientId === undefined)
      this.warn(messages.getMessage('unknownSession', [name]));
    const sinks = await openSinks(flags, (text) => this.logToStderr(text));
    let secret: string | undefined;
    const result = await rotateCredentials(opened.world, {
      name,
      ...(consumerKey === undefined ? {} : { consumerKey }),
      sinks,
      onSecret: (pair) => {
        if (!show) return;
        secret = pair.secret;
        this.log(
          valueLines([
            ['Consumer key', pair.key],
            ['Consumer secret', pair.secret],
          ]),
        );
      },
      revokeOld: flags['revoke-old'],
      useStaged: flags['use-staged'],
      record: opened.recordOf(name),
      prove: proveRotation(opened, flags.wait, (elapsed) => {
        if (elapsed === 0) this.logToStderr(messages.getMessage('step.waiting'));
      }),
      onStep: (step) => {
        this.log(messages.getMessage(`step.${step}`));
      },
      stopIfInterrupted,
    });
    const steps = nextSteps(result, opened.target, flags['enable-secret-access'] ? ' --enable-secret-access' : '');
    this.log(`\n${steps.join('\n')}`);
    if (result.state === 'staged') process.exitCode = 69;
    const { old, ...rest } = result;
    const secretFile = sinks.find(({ file }) => file !== undefined)?.file;
    return {
      ...rest,
      ...(old === undefined ? {} : { old: oldPair(old) }),
      ...(secretFile === undefined ? {} : { secretFile }),
      ...(secret === undefined ? {} : { consumerSecret: secret }),
      nextSteps: [...steps],
    };
  }
}

/** The old pair without what only the org's interface needs of it. */
function oldPair({ key, state, expirationDate }: StagedPair): NonNullable<EcaCredentialsRotateResult['old']> {
  return { key, state, ...(expirationDate === undefined ? {} : { expirationDate }) };
}

type RotateFlags = Parameters<typeof openSinks>[0] & {
  readonly name: string;
  readonly 'consumer-key'?: string | undefined;
  readonly cancel: boolean;
  readonly 'revoke-old': boolean;
  readonly 'use-staged': boolean;
  readonly 'enable-secret-access': boolean;
  readonly wait: number;
};
