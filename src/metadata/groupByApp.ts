/** Sorts things by the app that they belong to, once for all apps; the platform does not look at the case of names. */
export function groupByApp<Item>(
  items: readonly Item[],
  appOf: (item: Item) => string,
): (app: string) => readonly Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const app = appOf(item).toLowerCase();
    const group = groups.get(app);
    if (group === undefined) groups.set(app, [item]);
    else group.push(item);
  }
  return (app) => groups.get(app.toLowerCase()) ?? [];
}
