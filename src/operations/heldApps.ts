import type { Component } from '../metadata/component.js';
import { groupByApp } from '../metadata/groupByApp.js';
import type { RetrievedComponents } from '../org/metadataOrg.js';
import type { PlanOptions } from '../plan/planChanges.js';

/** What an org holds, by app. */
export type HeldApps = {
  readonly componentsOf: (app: string) => readonly Component[];
  /** What the comparison has to know about the org and this app in it. */
  readonly planOptionsOf: (app: string) => PlanOptions;
};

/** Apps that were made since then keep PKCE, rotation and the idle limit on. @see https://help.salesforce.com/s/articleView?id=release-notes.rn_security_oauth_controls_new_apps.htm&release=262 */
const lockedSince = Date.UTC(2026, 6, 1);

/** Sorts what an org holds once, so that looking it up for each of many apps costs nothing. */
export function heldApps({ components, created }: RetrievedComponents, apiVersion: number): HeldApps {
  const dates = groupByApp([...created], ([name]) => name);
  const givesCertificates = components.some(({ elements }) =>
    elements.some(({ name, content }) => name === 'certificate' && content.length > 0),
  );
  return {
    componentsOf: groupByApp(components, ({ app }) => app),
    planOptionsOf: (app) => {
      const [date] = dates(app);
      const lock = date === undefined ? 'unknown' : date[1] >= lockedSince ? 'locked' : 'open';
      return { target: 'org', lock, givesCertificates, apiVersion };
    },
  };
}
