import { env } from 'node:process';
import { isatty } from 'node:tty';
import { Ansis } from 'ansis';

const standardOutput = 1;

/**
 * Colours for a terminal; none for a pipe or a file, also not in CI, where colour libraries like to guess. `NO_COLOR` comes before `FORCE_COLOR`.
 * @see https://no-color.org
 */
export const ansis = hasColours() ? new Ansis() : new Ansis(0);

function hasColours(): boolean {
  const { NO_COLOR = '', FORCE_COLOR } = env;
  return NO_COLOR === '' && (FORCE_COLOR !== undefined || isatty(standardOutput));
}
