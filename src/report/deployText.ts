import { ansis } from './terminalColours.js';
import { Messages } from '@salesforce/core/messages';
import type { AppOutcome, ComponentState, LockedValue, OrgOutcome } from '../operations/deployOutcome.js';
import type { DeployedComponentResult, DeployedOrgResult, NextStepResult } from './deployResult.js';
import { planValue } from './planValue.js';
import { visible } from './problemMessages.js';
import { counted } from './problemText.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy');

/** How much a report says: `concise` one line per app and what went wrong, `verbose` every component. */
export type Detail = 'concise' | 'normal' | 'verbose';

const colours: Readonly<Record<ComponentState | AppOutcome['action'], typeof ansis.red>> = {
  created: ansis.green,
  changed: ansis.yellow,
  updated: ansis.yellow,
  unchanged: ansis.dim,
  failed: ansis.red,
  missing: ansis.red,
  rolledBack: ansis.magenta,
  withheld: ansis.magenta,
  pending: ansis.cyan,
};

/** What became of a deploy into one org, as a person reads it. */
export function deployText(outcome: OrgOutcome, result: DeployedOrgResult, detail: Detail): string {
  const apps = outcome.apps.map((app, index) =>
    appText(app, result.apps[index]?.components ?? [], detail, outcome.checkOnly),
  );
  const { cause = '', remedy = '' } = result;
  const about = [cause, remedy].filter((text) => text !== '');
  const problem = outcome.problem === undefined ? [] : [ansis.red(visible(outcome.problem, Infinity)), ...about, ''];
  const warnings = outcome.warnings.map(({ warning, text }) =>
    ansis.yellow(messages.getMessage(`warning.${warning}`, [visible(text)])),
  );
  return [
    ansis.bold(headline(outcome)),
    '',
    ...apps,
    '',
    ...problem,
    ...warnings,
    ...(detail === 'concise' ? [] : stepsText(result.nextSteps)),
  ]
    .join('\n')
    .trimEnd();
}

function headline({ org, jobId, status, success, done, checkOnly }: OrgOutcome): string {
  const target = visible(org.alias === undefined ? org.username : `${org.alias} (${org.username})`);
  if (jobId === null) return messages.getMessage('headline.unchanged', [target]);
  const key = !done ? 'running' : success ? (checkOnly ? 'checked' : 'deployed') : checkOnly ? 'checkFailed' : 'failed';
  return messages.getMessage(`headline.${key}`, [target, jobId, status]);
}

function appText(
  app: AppOutcome,
  components: readonly DeployedComponentResult[],
  detail: Detail,
  checkOnly: boolean,
): string {
  const { name, action, lockedByPlatform } = app;
  const shown = components.filter((component) => isShown(component, detail));
  const count = messages.getMessage('app.components', [counted(components.length, 'component')]);
  const word = messages.getMessage(
    `action.${action}${checkOnly && (action === 'created' || action === 'updated') ? '.check' : ''}`,
  );
  return [
    `${ansis.bold(visible(name))}: ${colours[action](word)} ${ansis.dim(count)}`,
    ...shown.flatMap(componentLines),
    ...lockedByPlatform.map((locked) => `  ${ansis.magenta('=')} ${lockedSentence(locked)}`),
  ].join('\n');
}

function isShown({ state, problem }: DeployedComponentResult, detail: Detail): boolean {
  if (detail === 'verbose' || problem !== undefined || state === 'failed' || state === 'missing') return true;
  return detail === 'normal' && (state === 'created' || state === 'changed' || state === 'withheld');
}

function componentLines({
  type,
  fullName,
  state,
  problem,
  cause,
  remedy,
  file,
  line,
  column,
}: DeployedComponentResult): readonly string[] {
  const place = file === undefined ? [] : [`      ${ansis.bold(`${visible(file)}:${line ?? 1}:${column ?? 1}`)}`];
  return [
    `  ${colours[state](messages.getMessage(`state.${state}`).padEnd(11))} ${type} ${visible(fullName)}`,
    ...(problem === undefined ? [] : [`      ${visible(problem)}`]),
    ...place,
    ...(cause === undefined ? [] : [`      ${cause}`]),
    ...(remedy === undefined ? [] : [`      ${remedy}`]),
  ];
}

/** Why the org holds another value than the spec wants. */
function lockedSentence({ key, wanted, actual, reason }: LockedValue): string {
  return visible(messages.getMessage(`locked.${reason}`, [key, planValue(key, wanted), planValue(key, actual)]));
}

function stepsText(steps: readonly NextStepResult[]): readonly string[] {
  if (steps.length === 0) return [];
  const lines = steps.flatMap(({ text, command }) => [
    `  - ${text}`,
    ...(command === undefined ? [] : [`    ${ansis.cyan(command)}`]),
  ]);
  return [ansis.bold(messages.getMessage('nextSteps')), ...lines];
}
