import { expect, test } from 'vitest'
import type { RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { headRequirement, nameRequirement } from '#src/domain/requirement-name.ts'

const no = 27 as RequirementNo

test.each([
  [7 as TaskNo, '提升艺术素养', '（7）艺术教室', '（7）提升艺术素养'],
  [null, null, '27.艺术教室', '27.艺术教室'],
])('in task %j it is called by the task, without one by itself', (taskNo, taskTitle, name, head) => {
  const named = { no, taskNo, taskTitle, title: '艺术教室' }
  expect(nameRequirement(named)).toBe(name)
  expect(headRequirement(named)).toBe(head)
})
