// Prints the same line again and again as it drains, whatever signals come.
import { setTimeout as sleep } from 'node:timers/promises'

const timer = setInterval(() => {}, 1000)
let isClosing = false

process.on('SIGTERM', async () => {
  if (isClosing) return
  isClosing = true
  for (let left = 3; left > 0; left -= 1) {
    console.log(`waiting for ${left} connections`)
    await sleep(50)
  }
  clearInterval(timer)
})
