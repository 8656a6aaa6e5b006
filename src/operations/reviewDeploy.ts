import type { OrgIdentity } from '../org/metadataOrg.js';
import { elementsNamed } from '../metadata/component.js';
import type { PreparedApp } from './prepareApp.js';

/** Words for `--allow`. */
export const allowWords = ['certificate-removal', 'nobody-approved', 'own-session'] as const;
/** A word for `--allow`. */
export type AllowWord = (typeof allowWords)[number];

/** A change that can lock people out, and the word that allows it. */
export type Guard = { readonly word: AllowWord; readonly app: string };

/** What has to be settled before anything is sent. */
export type Review = {
  /** Changes that are refused without their word. */
  readonly guards: readonly Guard[];
  /** True when something is removed or people are locked out. */
  readonly asks: boolean;
  /** Apps in which the client credentials flow is turned on. */
  readonly clientCredentials: readonly string[];
};

/** Looks at a plan for what a person should decide. */
export function reviewDeploy(apps: readonly PreparedApp[], org: OrgIdentity, allowed: readonly string[]): Review {
  const deployed = apps.filter(({ deploys }) => deploys);
  const guards = deployed.flatMap((app) => guardsOf(app, org)).filter(({ word }) => !allowed.includes(word));
  const clientCredentials = deployed.filter(turnsOnClientCredentials).map(({ completed }) => completed.name);
  const asks =
    clientCredentials.length > 0 ||
    deployed.some(
      ({ plan }) =>
        plan.warnings.some(({ rule }) => rule !== 'lock-unknown') || plan.changes.some(({ kind }) => kind === 'remove'),
    );
  return { guards, asks, clientCredentials };
}

function guardsOf({ plan, held, completed }: PreparedApp, { sessionClientId }: OrgIdentity): readonly Guard[] {
  const words: AllowWord[] = [];
  const has = (rule: string): boolean => plan.warnings.some((warning) => warning.rule === rule);
  if (has('certificate-removed')) words.push('certificate-removal');
  if (has('nobody-approved') && plan.action === 'update') words.push('nobody-approved');
  const keys = held.flatMap((component) => elementsNamed(component, 'consumerKey').map(({ content }) => content));
  if (sessionClientId !== undefined && keys.includes(sessionClientId)) words.push('own-session');
  return words.map((word) => ({ word, app: completed.name }));
}

function turnsOnClientCredentials({ plan }: PreparedApp): boolean {
  return plan.changes.some(
    ({ key, kind, after }) =>
      key === 'flows.clientCredentials' && (kind === 'add' || kind === 'change') && after !== false,
  );
}
