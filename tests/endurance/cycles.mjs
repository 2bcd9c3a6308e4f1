// Run by run.mjs with --expose-gc: creates and ends the reference managers many times, and prints what
// that leaves behind.
import {
  AsyncTaskManager,
  BackgroundTask,
  Interval,
  SchedulerTask,
} from '../../dist/reference/index.js'
import { measureGrowth } from './measure-growth.mjs'

const COUNT = Number(process.argv[2] ?? 10_000)
const logger = { info() {}, warn() {}, error() {} }

const MANAGERS = {
  BackgroundTask: () =>
    BackgroundTask.spawn(
      async ({ stop, run }) => {
        const interval = new Interval({ periodMs: 1000 })
        while (await interval.tick(stop)) await run(() => {})
      },
      { logger },
    ),
  SchedulerTask: () => SchedulerTask.spawn({ schedule() {}, logger }),
  AsyncTaskManager: () => AsyncTaskManager.spawn({ logger }),
}

const ENDINGS = {
  shutdown: (manager) => manager.shutdown(),
  drop: (manager) => manager[Symbol.dispose](),
  async clones(manager) {
    const clone = manager.clone?.() ?? manager
    manager[Symbol.dispose]()
    await clone.shutdown()
  },
}

function countOpen() {
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)
  const handles = process.getActiveResourcesInfo()
  return { listeners, handles: handles.length }
}

const results = []
for (const [manager, create] of Object.entries(MANAGERS)) {
  for (const [ending, end] of Object.entries(ENDINGS)) {
    const before = countOpen()
    const bytes = await measureGrowth(COUNT, async () => {
      await end(create())
    })
    const after = countOpen()
    results.push({
      manager,
      ending,
      count: COUNT,
      bytes,
      handles: after.handles - before.handles,
      listeners: after.listeners - before.listeners,
    })
  }
}
console.log(JSON.stringify(results))
