// A language server without a package: it answers `shutdown` when its work is done, and ends after `exit`, or with its client.
import { setTimeout as sleep } from 'node:timers/promises'

let rest = Buffer.alloc(0)
let isShutDown = false
const watcher = setInterval(() => {}, 500)

function send(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message })
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

async function handle({ id, method }) {
  if (method === 'initialize') {
    send({ id, result: { capabilities: {}, serverInfo: { name: 'le serveur à la main' } } })
    send({ id: 'ask-1', method: 'client/registerCapability', params: { registrations: [] } })
  } else if (method === 'shutdown') {
    isShutDown = true
    await sleep(200)
    send({ id, result: null })
  } else if (method === 'exit') {
    clearInterval(watcher)
    process.exitCode = isShutDown ? 0 : 1
  }
}

process.stdin.on('end', () => process.exit(isShutDown ? 0 : 1))
process.stdin.on('data', (chunk) => {
  rest = Buffer.concat([rest, chunk])
  for (;;) {
    const end = rest.indexOf('\r\n\r\n')
    const length = Number(/Content-Length: (\d+)/.exec(rest.toString('latin1', 0, end))?.[1])
    if (end === -1 || rest.length < end + 4 + length) return
    const message = JSON.parse(rest.toString('utf8', end + 4, end + 4 + length))
    rest = rest.subarray(end + 4 + length)
    void handle(message)
  }
})
