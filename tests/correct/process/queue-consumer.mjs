// Takes jobs until it is told to end, finishes the one in hand, and then exits.
import { setTimeout as sleep } from 'node:timers/promises'

const stop = new AbortController()
process.on('SIGTERM', async () => {
  stop.abort()
  await consumed
  console.log('the last job is done')
  process.exit(0)
})

async function consume() {
  for (let n = 1; !stop.signal.aborted; n += 1) {
    console.log(`job ${n}`)
    await sleep(200)
  }
}

const consumed = consume()
