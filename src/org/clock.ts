/** Time as the polling and the resending see it, so that tests need not wait. */
export type Clock = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

/** The time of this computer. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    }),
};
