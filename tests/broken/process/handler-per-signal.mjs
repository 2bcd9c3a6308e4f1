// Breaks PROC-01: each signal begins the whole shutdown again.
import { setTimeout as sleep } from 'node:timers/promises'

const timer = setInterval(() => {}, 1000)

async function closeDatabase() {
  console.log('closing the database')
  clearInterval(timer)
  await sleep(100)
}

process.on('SIGTERM', async () => {
  await closeDatabase()
  console.log('closed')
  process.exit(0)
})
console.log('ready')
