import { defineConfig } from 'vitest/config'

// Beside the other tests, because it installs the packages anew: from npm's cache, or from where npm gets them.
export default defineConfig({
  test: {
    include: ['test/image/clean-folder.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    retry: 0,
  },
})
