import { expect, test } from 'vitest'
import { readConnectionTest } from '#src/domain/connection-test.ts'

test.each(['连接测试 482913', '连接测试482913', ' /连接测试 482913。', '连接测试　４８２９１３', '连接测试 482913！'])(
  '%s is the test',
  (text) => {
    expect(readConnectionTest(text)).toBe('482913')
  },
)

test.each(['连接测试', '连接测试 48291', '连接测试 4829130', '今天做了连接测试 482913', '连接测试 482913 已完成', ''])(
  '%s is a fact or something else',
  (text) => {
    expect(readConnectionTest(text)).toBeNull()
  },
)
