// Breaks LEAK-05 and PROC-04: the scheduler is not among what is closed, and keeps the process alive.
import { closeAll, parts, run } from './application/parts.mjs'

const { worker } = parts
run(async () => {
  await closeAll('server')
  worker.add = () => {}
  await closeAll('worker', 'pool')
})
