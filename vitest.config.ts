import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // With the browser's, or on its own: they start whole schools or install packages, and `npm test` is for between two
    // thoughts.
    exclude: ['test/browser/**', 'test/demo/command.test.ts', 'test/image/clean-folder.test.ts', '**/node_modules/**'],
    globalSetup: ['test/support/global-setup.ts'],
    // Made-up cases are the same in every run.
    setupFiles: ['test/support/fuzz.ts'],
    // Embedded Postgres starts in every file that needs one; on two cores more workers only make each other late.
    maxWorkers: 2,
    // A worker keeps its modules from file to file: compiling the embedded Postgres anew for each took 90 s of 230.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    onConsoleLog(log, type) {
      if (type === 'stderr') throw new Error(`something wrote to console.error during the tests: ${log}`)
    },
  },
})
