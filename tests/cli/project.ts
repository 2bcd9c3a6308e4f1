import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Writes a project into a temporary folder, which is removed when the test has finished. */
export function createProject(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'cli-test-'))
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true })
  })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  return directory
}

/** A subject that conforms, as JavaScript without imports. */
export const HEARTBEAT = `
export function createHeartbeat({ work, logger }) {
  let timer, done, isDropped = false
  const idle = { promise: Promise.resolve(), end() {} }
  const sleep = () => { timer = setTimeout(() => void run(), 1000) }
  const run = async () => {
    idle.promise = new Promise((resolve) => { idle.end = resolve })
    try { await work() } catch (error) { logger.error('run failed', error) }
    idle.end()
    if (done === undefined && !isDropped) sleep()
  }
  const stop = async () => {
    clearTimeout(timer)
    await idle.promise
    if (!isDropped) logger.info('stopped')
  }
  sleep()
  return {
    shutdown: () => (done ??= stop()),
    [Symbol.dispose]() {
      if (isDropped || done !== undefined) return
      isDropped = true
      clearTimeout(timer)
      logger.warn('dropped: call shutdown() instead')
    },
  }
}
export default { name: 'Heartbeat', ownership: 'owned', intervalMs: 1000, create: createHeartbeat }
`
