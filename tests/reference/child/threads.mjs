// What holds a process in which there are threads: it ends by itself when nothing is left to do.
import { AsyncTaskManager, SchedulerTask } from '../../../dist/reference/index.js'

const [, , how] = process.argv
const logger = { info() {}, warn() {}, error() {} }
const schedule = () => {}

if (how === 'shared') {
  // The port of a token that nobody took must not hold the process.
  const manager = AsyncTaskManager.spawn({ logger })
  manager.share()
  await manager.shutdown()
} else {
  const task = SchedulerTask.spawn({ schedule, precise: true, logger })
  if (how === 'shut down') await task.shutdown()
  else if (how === 'dropped') task[Symbol.dispose]()
  else if (how === 'paused') task.pause()
}
console.log(how)
