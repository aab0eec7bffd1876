import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Embedded Postgres starts in every file that needs one; on two cores more workers only make each other late.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    onConsoleLog(log, type) {
      if (type === 'stderr') throw new Error(`something wrote to console.error during the tests: ${log}`)
    },
  },
})
