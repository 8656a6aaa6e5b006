import { SfCommand as CoreCommand } from '@salesforce/sf-plugins-core';
import { wrapText } from '../report/wrapText.js';

/** Terminals below this, and those that do not know their width, break lines themselves. */
const narrowest = 40;

/**
 * What every `sf eca` command is: an SfCommand whose errors, wherever they come from, reach a terminal, a log or JSON without
 * secrets and without anything that commands a terminal or a build server, and whose sentences break between words.
 * It keeps its name because the lint rules of the CLI look for it.
 */
export abstract class SfCommand<Result> extends CoreCommand<Result> {
  /** Prints text for a person; on a terminal its lines are broken between words. */
  public override log(message = '', ...args: unknown[]): void {
    super.log(fitted(message, process.stdout), ...args);
  }

  /** Prints text for a person who watches; on a terminal its lines are broken between words. */
  public override logToStderr(message = '', ...args: unknown[]): void {
    super.logToStderr(fitted(message, process.stderr), ...args);
  }

  /** Prints a document for a program or a page, exactly as it is. */
  protected logDocument(text: string): void {
    super.log(text);
  }

  /** Asks on standard error; the prompt of the CLI asks on standard output, and makes an ordinary error of Ctrl-C. */
  public override async confirm({
    message,
    ms = 10_000,
  }: Parameters<CoreCommand<Result>['confirm']>[0]): Promise<boolean> {
    const { askYesOrNo } = await import('./askYesOrNo.js');
    return askYesOrNo(message, ms);
  }

  protected override async catch(error: Parameters<CoreCommand<Result>['catch']>[0]): Promise<never> {
    const { harmlessError } = await import('../report/harmlessError.js');
    const { knownSecrets } = await import('./knownSecrets.js');
    try {
      return await super.catch(harmlessError(error, knownSecrets()));
    } finally {
      // The object of an error may be larger than what a pipe takes at once, and the process ends right away.
      const { drainOutput } = await import('./drainOutput.js');
      await drainOutput();
    }
  }
}

function fitted(text: string, { isTTY, columns }: NodeJS.WriteStream): string {
  return isTTY && columns >= narrowest ? wrapText(text, columns) : text;
}
