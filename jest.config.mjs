/** Jest on ES modules; Node itself strips the types (config/jest/stripTypes.mjs). */
export default {
  testEnvironment: 'node',
  // Most tests wait for processes; by default Jest leaves one core of two alone.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/lib(\\.tmp-\\d+)?/', '<rootDir>/\\.cache/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '^.+\\.ts$': '<rootDir>/config/jest/stripTypes.mjs' },
  setupFiles: ['<rootDir>/config/jest/noColours.mjs'],
  globalSetup: '<rootDir>/config/jest/globalSetup.mjs',
  globalTeardown: '<rootDir>/config/jest/globalTeardown.mjs',
  testTimeout: 30_000,
  coverageProvider: 'v8',
  coverageDirectory: 'coverage',
  collectCoverageFrom: ['src/**/*.ts'],
};
