// Its shutdown hangs, and loses the race against its deadline, which exits with 1.
import { setTimeout as sleep } from 'node:timers/promises'

const timer = setInterval(() => {}, 1000)

process.once('SIGTERM', async () => {
  const outcome = await Promise.race([sleep(300, 'timeout'), new Promise(() => {})])
  clearInterval(timer)
  process.exit(outcome === 'timeout' ? 1 : 0)
})
