import { Messages } from '@salesforce/core/messages';
import { SfCommand } from '../../flags/sfCommand.js';
import { namedFlows, readCredentialsFiles, readKeyFile, verifyFlags } from '../../flags/verifyFlags.js';
import type { OpenedSpecs } from '../../flags/openSpecs.js';
import type { Problem } from '../../report/problem.js';
import type { VerifiedAppResult } from '../../report/verifyResult.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.verify');

type WaitTexts = {
  readonly noteText: (note: string, tokens: Readonly<Record<string, string>>) => string;
  readonly elapsedText: (milliseconds: number) => string;
};

/** What came out for each app and flow. */
export type EcaVerifyResult = {
  org: { username: string; orgId: string };
  apps: VerifiedAppResult[];
  problems: Problem[];
};

/** Proves apps. */
export default class EcaVerify extends SfCommand<EcaVerifyResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly flags = verifyFlags;

  /** Reads specs and keys, waits, proves, prints, and sets the exit code of SPEC §2. */
  public async run(): Promise<EcaVerifyResult> {
    const { flags } = await this.parse(EcaVerify);
    const { openSpecs } = await import('../../flags/openSpecs.js');
    const { withCredentials, withSwitch } = await import('../../flags/openCredentials.js');
    const { abortOnInterrupt } = await import('../../flags/abortOnInterrupt.js');
    const { runVerify } = await import('../../flags/runVerify.js');
    const { switchText } = await import('../../report/credentialsText.js');
    const { verifyText } = await import('../../report/verifyText.js');
    const { elapsedText, exitCodeOf, noteText, outcomeOf } = await import('../../report/verifyResult.js');
    const { counted } = await import('../../report/problemText.js');
    const flows = await namedFlows(flags.flow);
    const orgName = flags['target-org'];
    const key = flags['key-file'] === undefined ? undefined : await readKeyFile(flags['key-file']);
    return withCredentials(orgName, async (opened) => {
      const { username, orgId, apiVersion } = opened.world.org.identity;
      const read = await openSpecs(flags, {
        missingVariables: 'error',
        orgName: opened.target,
        orgApiVersion: apiVersion,
      });
      const problems = await this.problems(read);
      const specs = read.specs.flatMap(({ completed }) => (completed === undefined ? [] : [completed]));
      const interrupt = abortOnInterrupt();
      try {
        const apps = await runVerify(opened, specs, {
          flows,
          hasPerson: !flags['no-prompt'] && (flows !== undefined || this.isTerminal()),
          waitMinutes: flags.wait,
          jwt: key === undefined ? undefined : { privateKey: key, username: flags['jwt-user'] },
          given: await readCredentialsFiles(flags['credentials-file'], specs.length === 1 ? specs[0]?.name : undefined),
          signal: interrupt.signal,
          openBrowser,
          // With --json the CLI logs nothing, and nobody could enter a code that was not shown.
          tell: (what, tokens) => void process.stderr.write(`${noteText(`tell.${what}`, tokens)}\n`),
          onWait: this.waiting({ noteText, elapsedText }),
          withSwitch: async (work) =>
            withSwitch(
              opened,
              { enable: flags['enable-secret-access'], onSwitch: (outcome) => this.logToStderr(switchText(outcome)) },
              work,
            ),
        });
        this.spinner.stop();
        this.log(apps.map(verifyText).join('\n\n'));
        const result: EcaVerifyResult = { org: { username, orgId }, apps: [...apps], problems };
        const code = exitCodeOf(apps);
        const failed = apps.filter((app) => outcomeOf(app) === 'failed').length;
        if (code === 1) throw messages.createError('error.failed', [counted(failed, 'app')]).setData(result);
        process.exitCode = code;
        return result;
      } finally {
        interrupt.end();
      }
    });
  }

  private isTerminal(): boolean {
    return process.stdin.isTTY && process.stdout.isTTY && !this.jsonEnabled();
  }

  /** A spinner on a terminal, else a line a minute. */
  private waiting({ noteText: text, elapsedText }: WaitTexts) {
    let told = -1;
    return (name: string, elapsed: number): void => {
      const minutes = Math.floor(elapsed / 60_000);
      const line = text('waiting', { name, elapsed: elapsedText(elapsed) });
      if (process.stderr.isTTY && !this.jsonEnabled()) {
        if (told < 0) this.spinner.start(line);
        else this.spinner.status = line;
      } else if (minutes > told) this.logToStderr(line);
      told = Math.max(told, minutes);
    };
  }

  /** Says what is wrong with the specs, and throws when that leaves nothing to prove. */
  private async problems({ findings, texts }: OpenedSpecs): Promise<Problem[]> {
    const { toProblems } = await import('../../report/problem.js');
    const { actionProblemText, counted } = await import('../../report/problemText.js');
    const { stopsPlan } = await import('../../operations/stopsPlan.js');
    const problems = toProblems(findings);
    const text = actionProblemText(problems, texts);
    if (text !== '') this.logToStderr(`${text}\n`);
    const stopping = toProblems(findings.filter(stopsPlan)).length;
    if (stopping > 0) throw messages.createError('error.problems', [counted(stopping, 'error')]).setData({ problems });
    return problems;
  }
}

/** The address is on the screen as well, so a computer without a browser is no failure. */
async function openBrowser(url: string): Promise<void> {
  const { default: open } = await import('open');
  const child = await open(url).catch(() => undefined);
  child?.on('error', () => undefined);
}
