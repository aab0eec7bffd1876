import { defineConfig } from 'vitest/config'

// Beside the other tests, because it needs a browser: Debian's package `chromium`, or CHROMIUM with a path.
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts', 'test/demo/command.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers: 1,
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    retry: 0,
  },
})
