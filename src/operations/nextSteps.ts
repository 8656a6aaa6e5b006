import { callbackUrls } from '../catalog/codecs/callback.js';
import type { OrgIdentity } from '../org/metadataOrg.js';
import { isOauthApp } from '../spec/activeTypes.js';
import type { NextStep, OrgOutcome } from './deployOutcome.js';
import type { DeployRecord, RecordedApp } from './deployRecord.js';

type Ended = Pick<OrgOutcome, 'success' | 'checkOnly' | 'jobId'> & { readonly done: boolean };

/** What is left to be done after a deploy: to wait, to fetch the key, to prove the flows, and the addresses of the org. */
export function nextSteps(
  org: OrgIdentity,
  { apps, values = [], patterns = [] }: DeployRecord,
  ended: Ended,
): readonly NextStep[] {
  const target = org.alias ?? org.username;
  const more = values.join('\n');
  if (!ended.done) {
    if (ended.jobId === null) return [];
    const tokens = { target, jobId: ended.jobId };
    return [
      { step: 'resume', tokens },
      { step: 'report', tokens },
    ];
  }
  if (!ended.success) return [];
  const deployed = apps.filter((app) => app.deployed);
  if (ended.checkOnly)
    return deployed.length === 0
      ? []
      : [{ step: 'deploy-for-real', tokens: { target, values: more, specs: patterns.join('\n') } }];
  const oauth = deployed.filter(({ completed }) => isOauthApp(completed));
  return [
    ...(deployed.some(({ action }) => action === 'create') ? [{ step: 'wait-until-active' as const, tokens: {} }] : []),
    ...apps
      .filter(({ withheld }) => withheld.length > 0)
      .map(({ name, spec }): NextStep => ({ step: 'security-settings', tokens: { name, spec, target, values: more } })),
    ...oauth.flatMap(({ name, spec }): readonly NextStep[] => [
      { step: 'show-credentials', tokens: { name, target } },
      { step: 'verify', tokens: { name, spec, target, values: more } },
    ]),
    ...(oauth.length === 0 ? [] : addresses(org, oauth)),
  ];
}

function addresses({ instanceUrl }: OrgIdentity, apps: readonly RecordedApp[]): readonly NextStep[] {
  return [
    { step: 'login-host', tokens: { url: instanceUrl } },
    { step: 'token-endpoint', tokens: { url: `${instanceUrl}/services/oauth2/token` } },
    ...apps.flatMap(({ name, completed }): readonly NextStep[] => {
      const urls = completed.callback === undefined ? [] : callbackUrls(completed.callback);
      return urls.map((url) => ({ step: 'callback', tokens: { name, url } }));
    }),
  ];
}
