import { Messages } from '@salesforce/core/messages';
import { toProblems, type Problem } from '../report/problem.js';
import { counted, actionProblemText } from '../report/problemText.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { OpenedSpecs } from './openSpecs.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy');

/** Says every finding once and gives them back; throws with all of them as data when one is an error. */
export function stopOnErrors(
  findings: readonly FileFinding[],
  opened: readonly OpenedSpecs[],
  say: (text: string) => void,
): Problem[] {
  // Several orgs read the same specs, mostly with the same findings.
  const problems = [...new Map(toProblems(findings).map((problem) => [JSON.stringify(problem), problem])).values()];
  const text = actionProblemText(problems, new Map(opened.flatMap(({ texts }) => [...texts])));
  if (text !== '') say(`${text}\n`);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) throw messages.createError('error.problems', [counted(errors, 'error')]).setData({ problems });
  return problems;
}
