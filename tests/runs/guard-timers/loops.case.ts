import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'vitest'
import { poll } from 'fake-poller'
import { idle } from './idle.ts'

test('starts a package that polls for ever', () => {
  poll(idle, 101)
})

test('is there meanwhile', async () => {
  await sleep(350)
})
