// Run by plain Node, without a test runner, on the built package: prints what it saw as JSON.
import { setTimeout as sleep } from 'node:timers/promises'
import { createClock } from '../../../dist/harness/clock/create-clock.js'
import { installTrampolines } from '../../../dist/harness/clock/trampolines.js'

installTrampolines()
const captured = globalThis.setTimeout
const clock = createClock({ startMs: 0 })
const fired = []
captured(() => fired.push(`captured ${Date.now()}`), 1000)
void sleep(2000).then(() => fired.push(`slept ${Date.now()}`))
function startHeartbeat() {
  setInterval(() => {}, 60_000)
}
startHeartbeat()
await clock.advance(3000)
const [{ createdAt }] = clock.pending()
clock.restore()
console.log(JSON.stringify({ fired, createdAt }))
