import { SfCommand as CoreCommand } from '@salesforce/sf-plugins-core';

/**
 * What every `sf eca` command is: an SfCommand whose errors, wherever they come from, reach a terminal, a log or JSON without
 * secrets and without anything that commands a terminal or a build server. It keeps its name because the lint rules of the CLI look for it.
 */
export abstract class SfCommand<Result> extends CoreCommand<Result> {
  protected override async catch(error: Parameters<CoreCommand<Result>['catch']>[0]): Promise<never> {
    const { harmlessError } = await import('../report/harmlessError.js');
    const { knownSecrets } = await import('./knownSecrets.js');
    return super.catch(harmlessError(error, knownSecrets()));
  }
}
