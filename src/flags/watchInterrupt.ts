/** Deploy jobs that are under way while somebody may press Ctrl-C. */
export type InterruptWatch = { readonly add: (target: string, jobId: string) => void; readonly end: () => void };

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Leaves the ids of all jobs under way on the screen when the program is ended from outside, and ends it with 130. */
export function watchInterrupt(text: (target: string, jobId: string) => string): InterruptWatch {
  const jobs = new Map<string, string>();
  const leave = (): void => {
    for (const [jobId, target] of jobs) process.stderr.write(`\n${text(target, jobId)}\n`);
    process.exit(130);
  };
  // Before the listener of the CLI, which ends the program without a word.
  for (const signal of signals) process.prependListener(signal, leave);
  return {
    add: (target, jobId) => void jobs.set(jobId, target),
    end: () => {
      for (const signal of signals) process.removeListener(signal, leave);
    },
  };
}
