import { Messages } from '@salesforce/core/messages';
import { planSummary } from '../operations/planSummary.js';
import type { PreparedApp } from '../operations/prepareApp.js';
import { repeatedMembers } from '../operations/repeatedMembers.js';
import { reviewDeploy, type Guard } from '../operations/reviewDeploy.js';
import type { OrgIdentity } from '../org/metadataOrg.js';
import { planResult } from '../report/planResult.js';
import { planText } from '../report/planText.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { Problem } from '../report/problem.js';
import type { DeployFlagValues } from './deployFlags.js';
import type { DeployScreen } from './deployScreen.js';
import type { OpenedSpecs } from './openSpecs.js';
import { stopOnErrors } from './stopOnErrors.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy');

/** Shows the plan, and stops a deploy that is dangerous without its word, or that the user does not agree to; gives what it said about the org. */
export async function reviewWithUser(
  apps: readonly PreparedApp[],
  findings: readonly FileFinding[],
  org: OrgIdentity,
  opened: OpenedSpecs,
  flags: DeployFlagValues,
  { say, confirm }: DeployScreen,
): Promise<Problem[]> {
  const problems = stopOnErrors(
    [...findings, ...apps.flatMap(({ spec, repeated }) => repeatedMembers(spec, repeated))],
    [opened],
    say,
  );
  const plans = apps.map(({ plan }) => plan);
  const name = org.kind === 'production' ? messages.getMessage('review.production', [org.username]) : org.username;
  if (!flags.concise && apps.some(({ deploys }) => deploys))
    say(`${planText(name, planResult({ plans, summary: planSummary(plans) }))}\n`);
  if (flags['dry-run']) return problems;
  const { guards, asks, clientCredentials } = reviewDeploy(apps, org, flags.allow ?? []);
  if (guards.length > 0) throw guardedError(guards);
  for (const app of clientCredentials) say(messages.getMessage('review.clientCredentials', [app]));
  if (!asks || flags['no-prompt'] || confirm === undefined) return problems;
  if (!(await confirm(messages.getMessage('review.question', [name])))) throw messages.createError('error.declined');
  return problems;
}

function guardedError(guards: readonly Guard[]): Error {
  const sentences = guards.map(({ word, app }) => messages.getMessage(`guard.${word}`, [app])).join(' ');
  const missing = [...new Set(guards.map(({ word }) => word))];
  const flags = missing.map((word) => `--allow ${word}`).join(' ');
  return messages
    .createError('error.guarded', [sentences], [flags])
    .setData({ missing, guards: guards.map(({ word, app }) => ({ word, app })) });
}
