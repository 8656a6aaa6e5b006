/** The arguments with which Node runs Jest on ES modules. */
export function jestCommand(args) {
  return [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    ...args,
  ];
}
