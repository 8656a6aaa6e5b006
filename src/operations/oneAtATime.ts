import pLimit from 'p-limit';

/** A queue: work that is given to it is done one after the other, however many give it. */
export function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const limited = pLimit(1);
  return async (work) => limited(work);
}
