// Answers requests on stdin, as a server of MCP does, until its client is gone.
import { createInterface } from 'node:readline'

const keepAlive = setInterval(() => {}, 30_000)
const requests = createInterface({ input: process.stdin })
requests.on('line', (line) => console.log(JSON.stringify({ echo: line })))
requests.on('close', () => clearInterval(keepAlive))

process.once('SIGTERM', () => requests.close())
