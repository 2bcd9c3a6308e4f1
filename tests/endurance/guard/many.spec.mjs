// Run by guard.mjs: many tests in one worker, each of which opens and closes something.
import { createServer } from 'node:http'
import { writeFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'

const { ENDURANCE_TESTS = '1000', ENDURANCE_FILE } = process.env
const COUNT = Number(ENDURANCE_TESTS)
const EVERY = Math.ceil(COUNT / 20)
const samples = []
let done = 0

afterEach(async () => {
  done++
  if (done <= COUNT / 10 || done % EVERY !== 0) return
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc()
    await new Promise((resolve) => setImmediate(resolve))
  }
  samples.push([done, process.memoryUsage().heapUsed])
  if (ENDURANCE_FILE !== undefined) writeFileSync(ENDURANCE_FILE, JSON.stringify(samples))
})

for (let index = 0; index < COUNT; index++) {
  test(`test ${index}`, async () => {
    const timer = setInterval(() => {}, 1000)
    clearInterval(timer)
    if (index % 10 > 0) return
    const server = createServer()
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    expect(server.listening).toBe(true)
    await new Promise((resolve) => server.close(resolve))
  })
}
