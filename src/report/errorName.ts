/** The name of an error in `--json`, which scripts rely on: the key `switch-off` of its message gives `SwitchOffError`. */
export function errorName(key: string): string {
  return `${key.replace(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase())}Error`;
}
