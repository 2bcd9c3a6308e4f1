// A loop at the top of the module, which never comes to its end before the shutdown.
import { setTimeout as sleep } from 'node:timers/promises'

const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())

while (!stop.signal.aborted) {
  console.log('tick')
  await sleep(100, undefined, { signal: stop.signal }).catch(() => {})
}
console.log('stopped')
