import { expect, test } from 'vitest'
import { isCourtesy } from '#src/domain/courtesy.ts'

test.each([
  '谢谢',
  'OK',
  '嗯～',
  '好的谢谢钱主任，辛苦了',
  '谢谢钱主任！',
  '钱主任好',
  '收到，谢谢老师[微笑]',
  '谢谢张三',
  '大家辛苦了',
])('%s is courtesy', (said) => {
  expect(isCourtesy(said)).toBe(true)
})

test.each([
  '',
  '钱主任',
  '好的做法是每学期体检一次',
  '行政楼已修好',
  '可以正常使用',
  '感谢信两封',
  '了解学生情况',
  '好的谢谢钱主任，栏杆已装好',
  '谢谢'.repeat(40),
])('%s is none', (said) => {
  expect(isCourtesy(said)).toBe(false)
})
