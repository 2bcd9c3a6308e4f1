// Breaks PROC-03: a second signal cuts the shutdown short, and reports success.
import { setTimeout as sleep } from 'node:timers/promises'

const timer = setInterval(() => {}, 1000)
let isClosing = false

process.on('SIGTERM', async () => {
  if (isClosing) process.exit(0)
  isClosing = true
  await sleep(200)
  clearInterval(timer)
})
