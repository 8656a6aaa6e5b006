import pLimit from 'p-limit';

/** Does the work for all items, at most `limit` at a time, and gives the results in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const limited = pLimit(limit);
  return Promise.all(items.map(async (item) => limited(work, item)));
}
