import { defineConfig, mergeConfig } from 'vitest/config'
import base from '../../vitest.config.ts'

// On the server of DATABASE_URL: what touches a database. What has none, or embedded data of its own whatever is set, and
// what tries out everybody's every right or plays a whole year, is the same there and is run once, by `npm test`.
export default mergeConfig(
  base,
  defineConfig({
    test: {
      exclude: [
        'test/*.test.ts',
        'test/{browser,cards,demo,documents,domain,files,fuzz,image,papers}/**',
        'test/backup/bad-files.test.ts',
        'test/contract/{emulator,feishu}/**',
        'test/contract/{door,watchdog}.test.ts',
        'test/doctor/doctor.test.ts',
        'test/usecases/{permissions,command-permissions,hostile-presses}.test.ts',
        'test/hostile/{quiet-log,typed}.test.ts',
        'test/e2e/{ledger-story,start}.test.ts',
      ],
    },
  }),
)
