// Breaks PROC-02 with `completeWhen`: the handler exits while a run is in flight.
import { setTimeout as sleep } from 'node:timers/promises'

process.once('SIGTERM', () => process.exit(0))

for (let run = 1; ; run += 1) {
  console.log(`run ${run} started`)
  await sleep(60_000)
  console.log(`run ${run} saved`)
}
