// Says that a signal has come, each time, and shuts down once.
import { setTimeout as sleep } from 'node:timers/promises'

const timer = setInterval(() => {}, 1000)
let done

function shutdown() {
  done ??= (async () => {
    console.log('stopping')
    await sleep(100)
    clearInterval(timer)
    console.log('stopped')
  })()
  return done
}

process.on('SIGTERM', async (signal) => {
  console.log(`got ${signal}`)
  await shutdown()
  process.exit(0)
})
