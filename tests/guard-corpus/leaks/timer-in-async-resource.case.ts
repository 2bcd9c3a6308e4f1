// @case {"leaks":[{"test":"runs in a resource","kind":"timer"}],"note":"inside an AsyncResource of the user's own"}
import { AsyncResource } from 'node:async_hooks'
import { expect, test } from 'vitest'

class Job extends AsyncResource {
  constructor() {
    super('Job')
  }

  run(work: () => void): void {
    this.runInAsyncScope(work)
  }
}

test('runs in a resource', () => {
  const job = new Job()
  job.run(() => {
    setInterval(() => {}, 6000) // <- leak
  })
  job.emitDestroy()
  expect(job.asyncId()).toBeGreaterThan(0)
})

test('runs and stops', () => {
  const job = new Job()
  job.run(() => clearInterval(setInterval(() => {}, 6000)))
  job.emitDestroy()
  expect(job.asyncId()).toBeGreaterThan(0)
})
