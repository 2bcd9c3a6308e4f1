// The signal aborts a controller; the loop of the program cleans up after it.
import { setTimeout as sleep } from 'node:timers/promises'

const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
process.on('SIGINT', () => stop.abort())

async function main() {
  while (!stop.signal.aborted) {
    await sleep(250, undefined, { signal: stop.signal }).catch(() => {})
  }
  console.log('writing what is left')
  await sleep(50)
  process.exitCode = 0
}
void main()
