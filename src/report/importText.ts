import { ansis } from './terminalColours.js';
import type { ImportedAppResult } from './importResult.js';
import { visible } from './problemMessages.js';
import { counted } from './problemText.js';

const states = { created: ansis.green, changed: ansis.yellow, unchanged: ansis.dim, refused: ansis.red } as const;
const marks = { error: ansis.red, warning: ansis.yellow, note: ansis.dim } as const;

/** For each app its file, and which elements are kept, changed and lost; the counts at the end. */
export function importText(apps: readonly ImportedAppResult[], refused: number): string {
  const blocks = apps.flatMap((app) => [appText(app), '']);
  const count = (state: ImportedAppResult['state']): number => apps.filter((app) => app.state === state).length;
  const parts = (['created', 'changed', 'unchanged', 'refused'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `${count(state)} ${state}`);
  const lost = apps.reduce((sum, { losses }) => sum + losses.length, 0);
  const left = refused === 0 ? '' : ` ${refused} more refused: see above.`;
  return [
    ...blocks,
    `${counted(apps.length, 'app')}: ${parts.join(', ')}; ${counted(lost, 'element')} not carried over.${left}`,
  ].join('\n');
}

function appText({ name, spec, state, kept, changed, losses }: ImportedAppResult): string {
  return [
    `${ansis.bold(visible(name))} ${states[state](state)}${spec === '' ? '' : ` ${visible(spec)}`}`,
    `  kept     ${counted(kept.length, 'element')}`,
    ...changed.map(({ reason }) => `  changed  ${visible(reason)}`),
    ...lossLines(losses),
  ].join('\n');
}

/** Elements that are lost for one reason share a line. */
function lossLines(losses: ImportedAppResult['losses']): readonly string[] {
  const reasons = [...new Set(losses.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const same = losses.filter((loss) => loss.reason === reason);
    const worst =
      (['error', 'warning', 'note'] as const).find((severity) => same.some((loss) => loss.severity === severity)) ??
      'note';
    return `  ${marks[worst]('lost')}     ${same.map(({ element, value }) => `${visible(element)}${shown(value)}`).join(', ')}: ${reason}`;
  });
}

/** Long values, such as keys and icons, say nothing in a line. */
function shown(value: string): string {
  const line = visible(value);
  return line === '' ? '' : ` (${line.length > 60 ? `${line.slice(0, 59)}…` : line})`;
}
