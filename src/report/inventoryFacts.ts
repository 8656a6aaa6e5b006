import type { InventoryEntry } from '../operations/takeInventory.js';

/** The heading of the page. */
export const inventoryTitle = 'External Client Apps';

/** One line of the page about an app. */
export type InventoryFact = { readonly what: string; readonly values: readonly string[] };

/** What the page says about an app, in the order in which people ask. */
export function inventoryFacts(entry: InventoryEntry): readonly InventoryFact[] {
  const approved = [
    ...entry.permissionSets.map((name) => `permission set ${name}`),
    ...entry.profiles.map((name) => `profile ${name}`),
  ];
  const facts: readonly InventoryFact[] = [
    { what: 'Label', values: [entry.label] },
    { what: 'Spec', values: [entry.spec] },
    { what: 'Contact', values: [entry.contactEmail] },
    { what: 'Status', values: [entry.enabled ? 'enabled' : 'disabled'] },
    { what: 'Distribution', values: [entry.distribution] },
    { what: 'Callback URLs', values: entry.callbacks },
    {
      what: 'Scopes',
      values: entry.scopes.map(({ scope, covers }) => (covers === '' ? scope : `${scope}: ${covers}`)),
    },
    { what: 'Flows', values: entry.flows },
    { what: 'Permitted users', values: [entry.permittedUsers, ...approved] },
    { what: 'Runs as', values: entry.runAs === null ? [] : [entry.runAs] },
    {
      what: 'Certificates',
      values: entry.certificates.map(
        ({ file, expires }) => `${file}: ${expires === null ? 'cannot be read' : `expires ${expires}`}`,
      ),
    },
    {
      what: 'Waived rules',
      values: entry.waivers.map(
        ({ rule, reason, until }) => `${rule}: ${reason}${until === null ? '' : ` (until ${until})`}`,
      ),
    },
  ];
  return facts.filter(({ values }) => values.some((value) => value !== ''));
}
