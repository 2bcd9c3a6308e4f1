// Says the same with each signal, and shuts down once.
import { setTimeout as sleep } from 'node:timers/promises'

const timer = setInterval(() => {}, 1000)
let isStopping = false

process.on('SIGTERM', async () => {
  console.log('received kill signal, shutting down gracefully')
  if (isStopping) return
  isStopping = true
  await sleep(100)
  clearInterval(timer)
  console.log('stopped')
})
