// A server of MCP as the SDK has it: it answers what it has read before it ends with its stdin.
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const inFlight = new Set()
const cache = setInterval(() => {}, 60_000)
const input = createInterface({ input: process.stdin })

async function answer(line) {
  const { id } = JSON.parse(line)
  await sleep(100)
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: {} })}\n`)
}

input.on('line', (line) => {
  const answered = answer(line)
  inFlight.add(answered)
  void answered.finally(() => inFlight.delete(answered))
})

async function close() {
  clearInterval(cache)
  input.close()
  await Promise.all(inFlight)
  process.exit(0)
}
input.on('close', close)
process.on('SIGINT', close)
process.on('SIGTERM', close)
console.error('a server on stdio')
