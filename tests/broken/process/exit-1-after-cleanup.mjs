// Breaks PROC-02: it waits for its cleanup, and exits with 1 all the same.
import { setTimeout as sleep } from 'node:timers/promises'

setInterval(() => {}, 1000)

process.once('SIGTERM', async () => {
  await sleep(100)
  process.exit(1)
})
