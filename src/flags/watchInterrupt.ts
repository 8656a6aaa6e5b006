/** What is under way in the orgs while somebody may press Ctrl-C. */
export type UnderWay = {
  /** Ids of jobs by the orgs that they run in. */
  readonly jobs: ReadonlyMap<string, string>;
  /** Orgs that a deploy was being sent to, so that nobody knows whether they took it. */
  readonly sending: readonly string[];
};

/** Keeps account of what is under way. */
export type InterruptWatch = {
  readonly sending: (target: string) => void;
  readonly add: (target: string, jobId: string) => void;
  /** Nothing is under way in the org any more. */
  readonly ended: (target: string) => void;
  readonly end: () => void;
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Leaves `text` on the screen when the program is ended from outside, after `tidy`, and ends it with 130. */
export function watchInterrupt(text: (underWay: UnderWay) => string, tidy: () => void): InterruptWatch {
  const jobs = new Map<string, string>();
  const sending = new Set<string>();
  const leave = (): void => {
    tidy();
    process.stderr.write(`\n${text({ jobs, sending: [...sending] })}\n`);
    process.exit(130);
  };
  // Before the listener of the CLI, which ends the program without a word.
  for (const signal of signals) process.prependListener(signal, leave);
  return {
    sending: (target) => void sending.add(target),
    add: (target, jobId) => {
      sending.delete(target);
      jobs.set(target, jobId);
    },
    ended: (target) => {
      sending.delete(target);
      jobs.delete(target);
    },
    end: () => {
      for (const signal of signals) process.removeListener(signal, leave);
    },
  };
}
