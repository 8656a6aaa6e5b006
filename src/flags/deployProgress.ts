import { Messages } from '@salesforce/core/messages';
import type { DeployEvent } from '../operations/deployOutcome.js';
import type { DeployScreen } from './deployScreen.js';
import { orgProgress } from './orgProgress.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy');

/** Progress of several deploys at once. */
export type DeployProgress = {
  /** Takes the events of the deploy into one org. */
  readonly of: (target: string) => (event: DeployEvent) => void;
  readonly ended: (target: string, phase: 'done' | 'failed' | 'running', text: string) => void;
  readonly end: () => void;
};

/** Shows stages and counts in a row per org that changes in place; without a terminal each stage is a line. */
export function deployProgress({ say, rows }: DeployScreen, targets: readonly string[]): DeployProgress {
  const progress = orgProgress(rows, targets, say);
  const line = (target: string, text: string): void => {
    say(targets.length > 1 ? `${target}: ${text}` : text);
  };
  return {
    of: (target) => (event) => {
      if (event.kind === 'stage') {
        const text = messages.getMessage(`stage.${event.stage}`);
        progress.now(target, text);
        if (rows === undefined) line(target, text);
      } else if (event.kind === 'accepted') line(target, messages.getMessage('stage.accepted', [event.jobId]));
      else {
        const { status, deployed, total } = event.status;
        progress.now(target, messages.getMessage('stage.status', [status, deployed, total]));
      }
    },
    ended: progress.ended,
    end: progress.end,
  };
}
