import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'

// The tests that make up their cases, with another seed every time and many more cases. What they find is found again by
// the seed that is printed: FUZZ_SEED=… npm run fuzz. FUZZ_RUNS says how many times the usual number (20).
const { FUZZ_SEED = String(randomInt(2 ** 31)), FUZZ_RUNS = '20' } = process.env
process.stdout.write(`FUZZ_SEED=${FUZZ_SEED} FUZZ_RUNS=${FUZZ_RUNS}\n`)
const files = [
  'test/fuzz',
  'test/files/any-bytes.test.ts',
  'test/contract/feishu/webhook.test.ts',
  ...process.argv.slice(2),
]
const { status } = spawnSync('vitest', ['run', '--testTimeout', '3600000', ...files], {
  env: { ...process.env, FUZZ_SEED, FUZZ_RUNS },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
