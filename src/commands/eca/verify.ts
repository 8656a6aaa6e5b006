import { Messages } from '@salesforce/core/messages';
import { SfCommand } from '../../flags/sfCommand.js';
import { jwtKey, namedFlows, verifyFlags } from '../../flags/verifyFlags.js';
import type { OpenedSpecs } from '../../flags/openSpecs.js';
import type { Problem } from '../../report/problem.js';
import type { VerifiedAppResult, VerifiedOrg } from '../../report/verifyResult.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.verify');

type WaitTexts = {
  readonly noteText: (note: string, tokens: Readonly<Record<string, string>>) => string;
  readonly elapsedText: (milliseconds: number) => string;
};

/** What came out for each app and flow; with one org its part stands at the top as well. */
export type EcaVerifyResult = {
  org?: { username: string; orgId: string };
  apps?: VerifiedAppResult[];
  orgs: VerifiedOrg[];
  problems: Problem[];
};

/** Proves apps. */
export default class EcaVerify extends SfCommand<EcaVerifyResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly flags = verifyFlags;

  /** Reads specs and keys, waits, proves org by org, prints, and sets the exit code of SPEC §2. */
  public async run(): Promise<EcaVerifyResult> {
    const { flags } = await this.parse(EcaVerify);
    const { openSpecs } = await import('../../flags/openSpecs.js');
    const { connectTargetOrgs } = await import('../../flags/targetOrg.js');
    const { abortOnInterrupt } = await import('../../flags/abortOnInterrupt.js');
    const { verifyOrgs } = await import('../../flags/verifyOrgs.js');
    const { elapsedText, noteText } = await import('../../report/verifyResult.js');
    const flows = await namedFlows(flags.flow);
    const jwt = await jwtKey(flags['key-file'], flags['jwt-user']);
    const targets = await connectTargetOrgs(flags['target-org']);
    // Whatever can be wrong without an org is said before any is asked.
    const read = await Promise.all(
      targets.map(async ({ name }) => openSpecs(flags, { missingVariables: 'error', orgName: name })),
    );
    const problems = await this.problems(read);
    const interrupt = abortOnInterrupt();
    try {
      const orgs = await verifyOrgs(targets, read, flags, {
        flows,
        jwt,
        hasPerson: !flags['no-prompt'] && (flows !== undefined || this.isTerminal()),
        signal: interrupt.signal,
        openBrowser,
        // With --json the CLI logs nothing, and nobody could enter a code that was not shown.
        tell: (what, tokens) => void process.stderr.write(`${noteText(`tell.${what}`, tokens)}\n`),
        onWait: this.waiting({ noteText, elapsedText }),
        say: (text) => this.logToStderr(text),
      });
      this.spinner.stop();
      return await this.conclude(orgs, problems);
    } finally {
      interrupt.end();
    }
  }

  private async conclude(orgs: VerifiedOrg[], problems: Problem[]): Promise<EcaVerifyResult> {
    const { exitCodeOf, outcomesOf } = await import('../../report/verifyResult.js');
    const { verifiedOrgsText } = await import('../../report/verifyText.js');
    const { counted } = await import('../../report/problemText.js');
    this.log(verifiedOrgsText(orgs));
    const [only] = orgs.length === 1 ? orgs : [];
    const result: EcaVerifyResult = { ...(only !== undefined && 'apps' in only ? only : {}), orgs, problems };
    const outcomes = orgs.flatMap(outcomesOf);
    const code = exitCodeOf(outcomes);
    const failed = outcomes.filter((outcome) => outcome === 'failed').length;
    if (code === 1) throw messages.createError('error.failed', [counted(failed, 'app')]).setData(result);
    process.exitCode = code;
    return result;
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
  private async problems(read: readonly OpenedSpecs[]): Promise<Problem[]> {
    const { planProblems } = await import('../../flags/planProblems.js');
    const stop = (errors: string): Error => messages.createError('error.problems', [errors]);
    const { problems, text } = planProblems(read, [], (line) => this.logToStderr(line), stop);
    if (text !== '') this.logToStderr(`${text}\n`);
    return problems;
  }
}

/** The address is on the screen as well, so a computer without a browser is no failure. */
async function openBrowser(url: string): Promise<void> {
  const { default: open } = await import('open');
  const child = await open(url).catch(() => undefined);
  child?.on('error', () => undefined);
}
