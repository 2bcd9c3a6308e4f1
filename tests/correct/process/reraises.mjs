// Ends by the signal that asked for it, once it has closed.
import { setTimeout as sleep } from 'node:timers/promises'

const timer = setInterval(() => {}, 1000)

process.once('SIGTERM', async () => {
  await sleep(50)
  clearInterval(timer)
  process.kill(process.pid, 'SIGTERM')
})
