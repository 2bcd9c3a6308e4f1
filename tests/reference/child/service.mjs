// A service that a test starts, signals and watches. What it is told to do is its first argument.
import { adopt, shutdownOnSignals } from 'vitest-shutdown/reference'

const { isHung, fails, uninstalls, endsByItself, options } = JSON.parse(process.argv[2])

/** The run in flight: it ends when the test says so, or never. */
function work() {
  console.log('run started')
  if (isHung) return new Promise(() => {})
  return new Promise((resolve) => {
    process.once('message', () => {
      console.log('run ended')
      resolve()
    })
  })
}

const task = endsByItself
  ? []
  : adopt({
      name: 'Service',
      logger: console,
      work,
      start: (run) => {
        void run()
        return setInterval(() => void run(), 10)
      },
      stop: clearInterval,
    })
const handlers = shutdownOnSignals(task, options)
if (uninstalls) handlers.uninstall()
if (fails === 'throws') setTimeout(() => throwError())
if (fails === 'rejects') setTimeout(() => void Promise.reject(new Error('a bug')))
setTimeout(() => console.log('ready'))

function throwError() {
  throw new Error('a bug')
}
