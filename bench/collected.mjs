// A manager that is lost without a drop: does the collector stop it, with one warning? A thousand of
// each kind, one by one, with a hundred beside them that are held and must be left alone.
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { adopt, AsyncTaskManager, BackgroundTask, SchedulerTask } from '../dist/reference/index.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')

const LOST = 1000
const HELD = 100
const MAX_COLLECTIONS = 5

const kinds = {
  BackgroundTask: (logger) =>
    BackgroundTask.spawn(
      ({ stop }) => new Promise((resolve) => stop.addEventListener('abort', () => resolve())),
      { logger },
    ),
  SchedulerTask: (logger) =>
    SchedulerTask.spawn({ schedule: () => {}, quantumMicros: 1_000_000, logger }),
  AsyncTaskManager: (logger) => AsyncTaskManager.spawn({ logger }),
  'adopt(setInterval)': (logger) =>
    adopt({
      logger,
      work: () => {},
      start: (run) => setInterval(() => void run(), 1_000_000),
      stop: (timer) => clearInterval(timer),
    }),
}

function createLogger() {
  const lines = []
  const log = (level) => (message) => void lines.push(`${level}: ${message}`)
  return { lines, info: log('info'), warn: log('warn'), error: log('error') }
}

/** In a function of its own, so that no frame holds the manager. */
function spawnAndLose(spawn, logger) {
  spawn(logger)
}

async function measure(spawn) {
  const heldLogger = createLogger()
  const held = Array.from({ length: HELD }, () => spawn(heldLogger))
  let stopped = 0
  let collections = 0
  const startedMs = performance.now()
  for (let n = 0; n < LOST; n += 1) {
    const logger = createLogger()
    spawnAndLose(spawn, logger)
    for (let tries = 0; tries < MAX_COLLECTIONS && logger.lines.length === 0; tries += 1) {
      collectGarbage()
      collections += 1
      await new Promise((resolve) => setImmediate(resolve))
    }
    const [line = '', ...others] = logger.lines
    if (line.startsWith('warn: Background task dropped') && others.length === 0) stopped += 1
  }
  const eachMs = (performance.now() - startedMs) / LOST
  const touched = heldLogger.lines.length
  await Promise.all(held.map((manager) => manager.shutdown()))
  return { stopped, collections, touched, eachMs }
}

/** Measures and prints; fails the process where one was missed, or one that was held was touched. */
export async function run() {
  console.log('\nLost managers that the collector stopped, with one warning\n')
  for (const [name, spawn] of Object.entries(kinds)) {
    const { stopped, collections, touched, eachMs } = await measure(spawn)
    console.log(
      `  ${name.padEnd(20)}${`${stopped} of ${LOST}`.padStart(14)}, ${collections} collections, ` +
        `${eachMs.toFixed(1)} ms each; of ${HELD} held ${touched} touched`,
    )
    if (stopped !== LOST || touched > 0) process.exitCode = 1
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await run()
