/** A signal that Ctrl-C and its like abort. */
export type Interrupt = { readonly signal: AbortSignal; readonly end: () => void };

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Lets a command tidy up when somebody ends it: until `end`, the listeners of the CLI, which end the process at once, are
 * set aside. A second signal ends the process all the same, with 130.
 */
export function abortOnInterrupt(): Interrupt {
  const controller = new AbortController();
  const former = signals.map((signal) => [signal, process.listeners(signal)] as const);
  const listener = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  for (const signal of signals) {
    process.removeAllListeners(signal);
    process.on(signal, listener);
  }
  return {
    signal: controller.signal,
    end: () => {
      for (const [signal, listeners] of former) {
        process.removeListener(signal, listener);
        for (const one of listeners) process.on(signal, one);
      }
    },
  };
}
