import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from './paths.js';

/** The `result` (or the `data` of an error) that a command gave for `--json`. */
export type CommandResult = {
  /** As oclif names it: `eca:deploy:report`. */
  readonly command: string;
  readonly value: unknown;
};

/**
 * What the type that each command declares for its result has against the results it gave: missing and surplus
 * properties, other types. The compiler itself judges, so there is no second list of what a result holds.
 */
export function resultProblems(results: readonly CommandResult[]): readonly string[] {
  const file = join(projectRoot, 'test', 'e2e', 'results.generated.ts');
  const text = results.map(resultSource).join('\n');
  const configFile = join(projectRoot, 'tsconfig.test.json');
  const { config } = ts.readConfigFile(configFile, ts.sys.readFile.bind(ts.sys)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot, undefined, configFile);
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, text, version) : readSource(name, version);
  const program = ts.createProgram([file], { ...options, noUnusedLocals: false }, host);
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error('The compiler did not take the results.');
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return found.map(({ start, messageText }) => {
    const line = start === undefined ? 0 : source.getLineAndCharacterOfPosition(start).line;
    const command =
      text
        .split('\n')
        .slice(0, line + 1)
        .findLast((one) => one.startsWith('// '))
        ?.slice(3) ?? '';
    return `${command}: ${text.split('\n')[line]?.trim()}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** An assignment of the literal result: only of a literal does the compiler refuse what the type does not know. */
function resultSource({ command, value }: CommandResult, index: number): string {
  const path = command.split(':').join('/');
  return [
    `// ${command}`,
    `import type Command${index} from '../../src/commands/${path}.js';`,
    `export const result${index}: Awaited<ReturnType<Command${index}['run']>> = ${JSON.stringify(value, null, 1)};`,
  ].join('\n');
}
