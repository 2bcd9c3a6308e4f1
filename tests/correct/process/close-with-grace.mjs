// The terms of close-with-grace: one closer, a deadline, and a second signal that exits at once.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const isHung = process.env.VITEST_SHUTDOWN_PROBE === 'hung'
const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1', () => console.log('listening'))

async function close() {
  console.log('closing')
  if (isHung) await new Promise(() => {})
  await sleep(50)
  await new Promise((resolve) => server.close(resolve))
  console.log('closed')
}

process.once('SIGTERM', async () => {
  process.on('SIGTERM', () => {
    console.error('second SIGTERM, exiting')
    process.exit(1)
  })
  const timeout = sleep(500, 'timeout')
  const outcome = await Promise.race([timeout, close()])
  if (outcome === 'timeout') console.error('killed by timeout')
  process.exit(outcome === 'timeout' ? 1 : 0)
})
