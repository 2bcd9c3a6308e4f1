// @case {"leaks":[{"test":"queues a job","kind":"timer"}],"note":"the timer is made by a callback kept in a module-level queue; the test drains it itself"}
import { expect, test } from 'vitest'

const queue: (() => void)[] = []
const push = (job: () => void): number => queue.push(job)

test('queues nothing', () => {
  expect(queue).toHaveLength(0)
})

test('queues a job', () => {
  push(() => {
    setTimeout(() => {}, 40_000) // <- leak
  })
  for (const job of queue.splice(0)) job()
  expect(queue).toHaveLength(0)
})
