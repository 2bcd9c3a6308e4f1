// Breaks PROC-06: a stdio server whose client is gone, and whose timer goes on.
import { createInterface } from 'node:readline'

const keepAlive = setInterval(() => {}, 30_000)
const requests = createInterface({ input: process.stdin })
requests.on('line', (line) => console.log(JSON.stringify({ echo: line })))

process.once('SIGTERM', () => {
  clearInterval(keepAlive)
  requests.close()
})
