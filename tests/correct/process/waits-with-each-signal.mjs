// Each signal waits for the same shutdown, and each says so at its end.
import { setTimeout as sleep } from 'node:timers/promises'

const timer = setInterval(() => {}, 1000)
let done

function shutdown() {
  done ??= sleep(100).then(() => clearInterval(timer))
  return done
}

process.on('SIGTERM', async () => {
  await shutdown()
  console.log('stopped')
})
