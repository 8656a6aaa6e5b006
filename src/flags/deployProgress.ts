import { Messages } from '@salesforce/core/messages';
import type { DeployEvent } from '../operations/deployOutcome.js';
import type { DeployScreen } from './deployScreen.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy');

/** Progress of several deploys at once. */
export type DeployProgress = {
  /** Takes the events of the deploy into one org. */
  readonly of: (target: string) => (event: DeployEvent) => void;
  readonly end: () => void;
};

/** Shows stages as lines, and on a terminal the counts and the time in a row below that changes in place. */
export function deployProgress({ say, row }: DeployScreen, many: boolean): DeployProgress {
  const begin = Date.now();
  const states = new Map<string, string>();
  const refresh = (): void => {
    const seconds = ((Date.now() - begin) / 1000).toFixed(0);
    row?.set(
      `${[...states].map(([target, state]) => `${many ? `${target}: ` : ''}${state}`).join(' | ')} (${seconds} s)`,
    );
  };
  const line = (target: string, text: string): void => {
    say(many ? `${target}: ${text}` : text);
  };
  return {
    of: (target) => (event) => {
      if (event.kind === 'stage') {
        const text = messages.getMessage(`stage.${event.stage}`);
        states.set(target, text);
        if (row === undefined) line(target, text);
      } else if (event.kind === 'accepted') line(target, messages.getMessage('stage.accepted', [event.jobId]));
      else {
        const { status, deployed, total } = event.status;
        states.set(target, messages.getMessage('stage.status', [status, deployed, total]));
      }
      refresh();
    },
    end: () => row?.clear(),
  };
}
