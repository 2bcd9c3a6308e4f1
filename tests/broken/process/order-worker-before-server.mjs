// Breaks PROC-07: while it gives its load balancer time to see that it goes, requests cannot hand over their jobs.
import { setTimeout as sleep } from 'node:timers/promises'
import { closeAll, run } from './application/parts.mjs'

run(async () => {
  await closeAll('scheduler', 'worker')
  await sleep(600)
  await closeAll('server', 'pool')
})
