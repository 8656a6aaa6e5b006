import { ansis } from './terminalColours.js';
import { counted } from './problemText.js';
import { visible } from './problemMessages.js';

type Generated = {
  readonly apiVersion: string;
  readonly apps: readonly {
    readonly name: string;
    readonly files: readonly { readonly path: string; readonly state: State }[];
  }[];
};

type State = 'created' | 'changed' | 'unchanged' | 'stale';

const colours = { created: ansis.green, changed: ansis.yellow, unchanged: ansis.dim, stale: ansis.magenta } as const;

/** One line per file with what happened to it, and the counts; `changes` counts what is written, package.xml included. */
export function generateText({ apps, apiVersion }: Generated, check: boolean, changes: number): string {
  const lines = apps.flatMap(({ name, files }) => [
    ansis.bold(visible(name)),
    ...files.map(({ path, state }) => `  ${colours[state](state.padEnd(9))} ${visible(path)}`),
  ]);
  const count = (state: State): number =>
    apps.flatMap(({ files }) => files).filter((file) => file.state === state).length;
  const states = (['created', 'changed', 'unchanged', 'stale'] as const).filter((state) => count(state) > 0);
  const verb = check ? 'would be written' : 'written';
  const total = count('created') + count('changed');
  const summary = `${counted(apps.length, 'app')} for API ${apiVersion}: ${counted(total, 'file')}${changes > total ? ' and package.xml' : ''} ${verb} (${states.map((state) => `${count(state)} ${state}`).join(', ')}).`;
  return [...lines, '', summary].join('\n');
}
