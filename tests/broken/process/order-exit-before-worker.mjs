// Breaks PROC-02: it exits once the server is closed, with jobs of the worker in flight.
import { closeAll, run } from './application/parts.mjs'

run(async () => {
  await closeAll('server', 'scheduler')
  process.exit(0)
})
