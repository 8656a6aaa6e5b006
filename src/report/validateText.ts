import type { Severity } from '../source/finding.js';
import { githubAnnotations } from './formats/github.js';
import { junitReport } from './formats/junit.js';
import { sarifLog } from './formats/sarif.js';
import type { Problem } from './problem.js';
import { countProblems, counted, problemSummary, problemText } from './problemText.js';
import type { ValidateFormat } from './validateFormats.js';
import type { RuleExplanation } from './ruleExplanation.js';

/** What a check found, and how to show it. */
export type ValidateReport = {
  readonly format: ValidateFormat;
  readonly files: readonly string[];
  /** What the files are called in the summary. */
  readonly noun: 'spec' | 'file';
  readonly problems: readonly Problem[];
  /** Text of the files for code frames, secrets masked. */
  readonly texts: ReadonlyMap<string, string>;
  readonly rules: readonly RuleExplanation[];
  readonly version: string;
  /** Severities that make the check fail. */
  readonly failing: readonly Severity[];
  /** Shows waived problems, too. */
  readonly verbose: boolean;
  readonly milliseconds: number;
};

/** The output of `validate` in any format; `sarif` and `junit` are documents and nothing else. */
export function validateText(report: ValidateReport): string {
  const { format, files, problems, texts, rules, version, failing, verbose } = report;
  if (format === 'sarif') return sarifLog(problems, rules, version);
  if (format === 'junit') return junitReport(files, problems, failing);
  const parts = [
    format === 'github' ? githubAnnotations(problems) : problemText(problems, texts, verbose),
    summary(report),
  ];
  return parts.filter((part) => part !== '').join(format === 'github' ? '\n' : '\n\n');
}

function summary({ files, noun, problems, verbose, milliseconds }: ValidateReport): string {
  const waived = problems.filter((problem) => problem.waived !== undefined).length;
  const counts = countProblems(problems.filter((problem) => problem.waived === undefined));
  const hint = verbose ? '' : ' (--verbose shows them)';
  const more = waived === 0 ? '' : ` ${counted(waived, 'finding')} waived${hint}.`;
  return `${problemSummary(files.length, counts, noun)}${more} ${(milliseconds / 1000).toFixed(2)} s`;
}
