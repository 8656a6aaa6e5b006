import { Messages } from '@salesforce/core/messages';
import { stopsPlan } from '../operations/stopsPlan.js';
import { toProblems, type Problem } from '../report/problem.js';
import { counted, actionProblemText } from '../report/problemText.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { OpenedSpecs } from './openSpecs.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.plan');

/** Problems, and how people read them. */
export type PlanProblems = { readonly problems: Problem[]; readonly text: string };

/** All findings of specs that were opened once or for each org, each once; says them and throws when one leaves nothing to compare. */
export function planProblems(
  opened: readonly OpenedSpecs[],
  more: readonly FileFinding[],
  say: (text: string) => void,
  stop = (errors: string): Error => messages.createError('error.problems', [errors]),
): PlanProblems {
  const findings = [...opened.flatMap((one) => one.findings), ...more];
  const problems = unique(toProblems(findings));
  const text = actionProblemText(problems, new Map(opened.flatMap((one) => [...one.texts])));
  const stopping = unique(toProblems(findings.filter(stopsPlan)));
  if (stopping.length === 0) return { problems, text };
  say(text);
  throw Object.assign(stop(counted(stopping.length, 'error')), { data: { problems } });
}

/** Several orgs read the same specs, mostly with the same findings. */
function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
